import type { CompiledProgram } from "./compiled-program.ts";

/** How the slopes of a reversed program's angles add up to derivatives by parameters: sums of factor · slope. */
interface Targets {
  readonly order: readonly string[];
  /** By entry: the slope's slot, the parameter's place in `order`, the factor. */
  readonly slots: Int32Array;
  readonly places: Int32Array;
  readonly factors: Float64Array;
}

/** Remembers, for each reversed program, where its slopes go under the order of parameters asked for last. */
export class SlopeTargets {
  readonly #known = new WeakMap<CompiledProgram, Targets>();

  of(program: CompiledProgram, order: readonly string[]): Targets {
    const known = this.#known.get(program);
    if (known?.order.length === order.length && order.every((name, at) => name === known.order[at]))
      return known;
    const placeOf = new Map(order.map((name, at) => [name, at]));
    const entries = program.slopes.flatMap(({ angle, factor }, slot) => {
      if (typeof angle === "number" || "product" in angle) return [];
      return angle.terms.flatMap(({ parameter, coefficient }) => {
        const place = placeOf.get(parameter);
        return place === undefined ? [] : [{ slot, place, factor: factor * coefficient }];
      });
    });
    const targets: Targets = {
      order: [...order],
      slots: Int32Array.from(entries, ({ slot }) => slot),
      places: Int32Array.from(entries, ({ place }) => place),
      factors: Float64Array.from(entries, ({ factor }) => factor),
    };
    this.#known.set(program, targets);
    return targets;
  }
}

/** The gradient of observable `index` among `count`, whose slopes are interleaved. */
export function collectSlopes(
  { order, slots, places, factors }: Targets,
  slopes: Float64Array,
  { index, count }: { readonly index: number; readonly count: number },
): Float64Array {
  const gradient = new Float64Array(order.length);
  for (let entry = 0; entry < slots.length; entry++) {
    gradient[places[entry]] += factors[entry] * slopes[slots[entry] * count + index];
  }
  return gradient;
}

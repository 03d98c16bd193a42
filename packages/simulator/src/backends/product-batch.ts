import { parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";

/** A rotation of a qubit's Bloch vector by Σ coefficient · parameter + offset about an axis: 0 is X, 1 Y, 2 Z. */
interface Turn {
  readonly axis: number;
  readonly offset: number;
  readonly terms: readonly { readonly index: number; readonly coefficient: number }[];
}

export interface ProductRows {
  readonly parameters: Float64Array;
  /** rows × observables: weights of their sum, instead of each observable by itself. */
  readonly weights: Float64Array | undefined;
  readonly values: Float64Array;
  readonly gradients: Float64Array | undefined;
}

const axes: ReadonlyMap<string, number> = new Map([
  ["rx", 0],
  ["ry", 1],
  ["rz", 2],
]);

/** Each qubit's rotations; undefined where the circuit holds anything else. */
function turnsOf(circuit: Circuit): Turn[][] | undefined {
  const indexOf = new Map(parameterNames(circuit).map((name, index) => [name, index]));
  const turns: Turn[][] = Array.from({ length: circuit.qubitCount }, () => []);
  for (const operation of circuit.operations) {
    if (operation.gate === "barrier") continue;
    const axis = axes.get(operation.gate);
    if (axis === undefined || !("parameters" in operation)) return undefined;
    if ("controls" in operation && operation.controls.length > 0) return undefined;
    const [angle] = operation.parameters;
    turns[operation.qubits[0]].push(
      typeof angle === "number"
        ? { axis, offset: angle, terms: [] }
        : {
            axis,
            offset: angle.offset,
            terms: angle.terms.map(({ parameter, coefficient }) => ({
              index: indexOf.get(parameter)!,
              coefficient,
            })),
          },
    );
  }
  return turns;
}

/** An observable as a constant and a vector a qubit, Σ_q c_q · v_q; undefined where a term acts on several qubits. */
function vectorsOf({ qubitCount, terms }: PauliSum): { constant: number; vectors: Float64Array } | undefined {
  let constant = 0;
  const vectors = new Float64Array(3 * qubitCount);
  for (const { x, z, real, imaginary } of terms) {
    const mask = x | z;
    if (imaginary !== 0 || (mask & (mask - 1)) !== 0) return undefined;
    if (mask === 0) constant += real;
    else vectors[3 * (31 - Math.clz32(mask)) + (x === 0 ? 2 : z === 0 ? 0 : 1)] += real;
  }
  return { constant, vectors };
}

/** Turns three numbers at `at` about an axis. */
function turn(v: Float64Array, at: number, axis: number, angle: number): void {
  const [i, j] = [at + ((axis + 1) % 3), at + ((axis + 2) % 3)];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const before = v[i];
  v[i] = before * c - v[j] * s;
  v[j] = before * s + v[j] * c;
}

/**
 * A batch evaluated on Bloch vectors, for a circuit of RX, RY and RZ without controls and observables whose terms act on
 * one qubit each: the state stays a product, and a row costs as much as its gates, not 2^qubits. Derivatives by one backward
 * sweep: v′ = a × v for a turn about a. Returns undefined where the circuit or an observable is of another kind.
 */
export function compileProductBatch(
  circuit: Circuit,
  observables: readonly PauliSum[],
): ((rows: ProductRows) => void) | undefined {
  const turns = turnsOf(circuit);
  const measured = observables.map(vectorsOf);
  if (!turns || !measured.every((each) => each !== undefined)) return undefined;
  const count = parameterNames(circuit).length;
  const longest = Math.max(...turns.map(({ length }) => length));
  /** A qubit's vector at the start and behind each gate; the angles of its gates. */
  const history = new Float64Array(3 * (longest + 1));
  const angles = new Float64Array(longest);
  const own = new Float64Array(3);
  return ({ parameters, weights, values, gradients }) => {
    const outputs = weights ? 1 : measured.length;
    values.fill(0);
    gradients?.fill(0);
    for (let row = 0; row < parameters.length / count; row++) {
      const weightOf = (o: number): number => weights?.[row * measured.length + o] ?? 1;
      measured.forEach(
        ({ constant }, o) => (values[row * outputs + (weights ? 0 : o)] += weightOf(o) * constant),
      );
      turns.forEach((gates, qubit) => {
        history[0] = history[1] = 0;
        history[2] = 1;
        gates.forEach(({ axis, offset, terms }, k) => {
          let angle = offset;
          for (const { index, coefficient } of terms) angle += coefficient * parameters[row * count + index];
          angles[k] = angle;
          history.copyWithin(3 * k + 3, 3 * k, 3 * k + 3);
          turn(history, 3 * k + 3, axis, angle);
        });
        const end = 3 * gates.length;
        for (let output = 0; output < outputs; output++) {
          own.fill(0);
          measured.forEach(({ vectors }, o) => {
            if (!weights && o !== output) return;
            for (let k = 0; k < 3; k++) own[k] += weightOf(o) * vectors[3 * qubit + k];
          });
          const at = row * outputs + output;
          values[at] += own[0] * history[end] + own[1] * history[end + 1] + own[2] * history[end + 2];
          if (!gradients || own.every((value) => value === 0)) continue;
          for (let k = gates.length - 1; k >= 0; k--) {
            const { axis, terms } = gates[k];
            const [i, j] = [(axis + 1) % 3, (axis + 2) % 3];
            const slope = own[j] * history[3 * k + 3 + i] - own[i] * history[3 * k + 3 + j];
            for (const { index, coefficient } of terms) gradients[at * count + index] += coefficient * slope;
            turn(own, 0, axis, -angles[k]);
          }
        }
      });
    }
  };
}

import { InvalidArgumentError } from "../errors.ts";
import { mixerEdges } from "./mixer-edges.ts";
import { qaoaMixers } from "./qaoa-engine.ts";
import type { QaoaEngineOptions, QaoaObjective } from "./qaoa-engine.ts";

/** The share of the distribution that is averaged, 1 for the mean. Throws {@link InvalidArgumentError} outside (0, 1]. */
export function checkObjective(objective: QaoaObjective): number {
  const alpha = objective === "mean" ? 1 : objective.cvar;
  if (!(alpha > 0 && alpha <= 1)) {
    throw new InvalidArgumentError(`objective.cvar must be in (0, 1], got ${alpha}`, {
      field: "objective.cvar",
    });
  }
  return alpha;
}

/** Throws {@link InvalidArgumentError} for options that do not fit each other. */
export function checkQaoaOptions({ space, costs, mixer, start, tilts, backend }: QaoaEngineOptions): void {
  if (!qaoaMixers.includes(mixer)) {
    throw new InvalidArgumentError(`mixer must be one of ${qaoaMixers.join(", ")}, got ${mixer as string}`, {
      field: "mixer",
    });
  }
  const isXy = mixer === "xy-ring" || mixer === "xy-complete";
  if (isXy && space.weight === undefined) {
    throw new InvalidArgumentError(`mixer ${mixer} needs a space with a weight`, { field: "space.weight" });
  }
  if (mixer === "x" && space.weight !== undefined) {
    throw new InvalidArgumentError(
      "mixer x leaves the states of a weight: leave the weight out, or take xy-ring, xy-complete or grover",
      { field: "space.weight", weight: space.weight },
    );
  }
  if (tilts && (mixer === "grover" || backend === "wasm")) {
    throw new InvalidArgumentError("tilts must be left out for the mixer grover and the backend wasm", {
      field: "tilts",
    });
  }
  const rotations = mixerEdges(mixer, space.qubitCount)?.length ?? space.qubitCount;
  if (tilts && (tilts.length !== rotations || !Array.from(tilts).every(Number.isFinite))) {
    throw new InvalidArgumentError(
      `tilts must be ${rotations} finite numbers, one a rotation, got ${tilts.length}`,
      { field: "tilts", length: tilts.length },
    );
  }
  const arrays: [field: string, values: ArrayLike<number>][] = [["costs", costs]];
  if (start) {
    if (mixer === "grover") {
      throw new InvalidArgumentError("start must be left out for the mixer grover", { field: "start" });
    }
    arrays.push(["start.real", start.real], ["start.imaginary", start.imaginary]);
  }
  for (const [field, array] of arrays) {
    if (array.length !== space.size) {
      throw new InvalidArgumentError(
        `${field} must have ${space.size} entries, one a state, got ${array.length}`,
        {
          field,
          length: array.length,
        },
      );
    }
    for (let index = 0; index < array.length; index++) {
      if (!Number.isFinite(array[index])) {
        throw new InvalidArgumentError(`${field}[${index}] must be a finite number, got ${array[index]}`, {
          field,
          index,
        });
      }
    }
  }
}

import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import type { ParameterValue } from "../circuit/parameter.ts";
import type { Channel } from "../noise/channel.ts";
import type { NoisyStep } from "../noise/noisy-program.ts";
import { pauliProbabilities } from "../noise/pauli-probabilities.ts";
import { createCliffordMaps } from "../stabilizer/clifford-map.ts";
import { isCliffordOperation } from "../stabilizer/simulate-stabilizer.ts";
import type { PreparedSimulation } from "./choose-method.ts";

type CliffordMaps = ReturnType<typeof createCliffordMaps>;

function findInOperations(
  operations: readonly Operation[],
  maps: CliffordMaps,
  path: string,
): string | undefined {
  for (const [index, operation] of operations.entries()) {
    const where = `${path}[${index}]`;
    if (operation.gate === "if") {
      const found =
        findInOperations(operation.then, maps, `${where}.then`) ??
        findInOperations(operation.otherwise, maps, `${where}.otherwise`);
      if (found !== undefined) return found;
    } else if (isUnitaryOperation(operation) && !isCliffordOperation(operation, maps)) {
      const parameters: readonly ParameterValue[] = operation.parameters;
      const angles = parameters.filter((value) => typeof value === "number");
      if (angles.length < parameters.length) {
        return `${where} (${operation.gate}) is not known to be, as a parameter has no value`;
      }
      return `${where} (${operation.gate}${angles.length > 0 ? `(${angles.join(", ")})` : ""}) is not`;
    }
  }
  return undefined;
}

/** Whether a stabiliser state stays one in every shot under a channel. */
function isDrawn(channel: Channel): boolean {
  return channel.kind === "reset" || pauliProbabilities(channel) !== null;
}

function findInSteps(steps: readonly NoisyStep[]): string | undefined {
  for (const step of steps) {
    if (step.kind === "channel" && !isDrawn(step.channel)) {
      return `the noise model's channel "${step.channel.kind}" is not`;
    }
    const found = step.kind === "if" ? findInSteps([...step.then, ...step.otherwise]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first thing that stabiliser states cannot follow, as the end of a sentence; undefined if there is none. */
export function stabilizerObstacle({ circuit, program }: PreparedSimulation): string | undefined {
  return (
    findInOperations(circuit.operations, createCliffordMaps(), "operations") ?? findInSteps(program.steps)
  );
}

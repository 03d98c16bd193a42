import {
  composeCircuits,
  createCircuit,
  gate,
  invertCircuit,
  mixerEdges,
  prepareDickeState,
} from "@ansatz/simulator";
import type { Circuit, Operation, QaoaMixer } from "@ansatz/simulator";
import { MandateError } from "../../errors.ts";
import type { BinaryQuadraticProblem } from "../../problems/binary-quadratic-problem.ts";
import { alignedTilts, checkWarmStart } from "../warm-start.ts";
import type { WarmStart } from "../warm-start.ts";

/** Angles as `QaoaResult.angles` gives them: exp(−iγ·cost), and β for each layer or each rotation of each layer. */
export interface CircuitAngles {
  readonly gammas: readonly number[];
  readonly betas: readonly number[];
}

/** A quadratic cost, and what the circuit begins with. */
export interface CircuitProblem {
  readonly cost: BinaryQuadraticProblem;
  /** Number of ones of the Dicke state that mixers other than "x" begin with. */
  readonly weight?: number;
  /** For the mixer "x" only: in a sector its first state takes a general preparation of all amplitudes. */
  readonly warmStart?: WarmStart;
}

/** exp(−iγ·f) up to a global phase: with xᵢ = (1 − Zᵢ)/2, rz of every field and rzz of every coupling. */
function phaseGates(
  { variableCount: n, linear, quadratic }: BinaryQuadraticProblem,
  gamma: number,
): Operation[] {
  const operations: Operation[] = [];
  for (let i = 0; i < n; i++) {
    let field = linear[i] / 2;
    for (let j = 0; j < n; j++) field += quadratic[i * n + j] / 2;
    if (field !== 0) operations.push(gate("rz", [i], [-2 * gamma * field]));
    for (let j = 0; j < i; j++) {
      const coupling = quadratic[i * n + j] / 2;
      if (coupling !== 0) operations.push(gate("rzz", [j, i], [2 * gamma * coupling]));
    }
  }
  return operations;
}

/** The state that the mixer starts from, of |0…0⟩. */
function startCircuit(
  n: number,
  mixer: QaoaMixer,
  weight: number | undefined,
  tilts: Float64Array | undefined,
): Circuit {
  if (mixer !== "x" && weight !== undefined) return prepareDickeState(n, weight);
  if (tilts) {
    return createCircuit(
      n,
      Array.from(tilts, (tilt, qubit) => gate("ry", [qubit], [tilt])),
    );
  }
  return createCircuit(
    n,
    Array.from({ length: n }, (_, qubit) => gate("h", [qubit])),
  );
}

/**
 * The circuit of QAOA in gates: the uniform or Dicke state, then layers of rz and rzz for the cost and of rx (mixer "x"),
 * XX+YY rotations ("xy-ring", "xy-complete", in the engine's order) or a phase of the start state ("grover"). Its
 * probabilities are those of `solveQaoa` at the same angles. Variable i is qubit i.
 *
 * Throws {@link MandateError} for angles that do not fit each other, an XY mixer without a weight, or a warm start in a
 * sector.
 */
export function qaoaCircuit(
  { cost, weight, warmStart }: CircuitProblem,
  mixer: QaoaMixer,
  { gammas, betas }: CircuitAngles,
): Circuit {
  const n = cost.variableCount;
  const edges = mixerEdges(mixer, n);
  if (edges && weight === undefined) {
    throw new MandateError(`mixer must be x or grover for a problem without a weight, got ${mixer}`, {
      mixer,
    });
  }
  const rotations = mixer === "grover" ? [[]] : (edges ?? Array.from({ length: n }, (_, qubit) => [qubit]));
  const layers = gammas.length;
  if (betas.length !== layers && betas.length !== layers * rotations.length) {
    throw new MandateError(
      `betas must have ${layers} entries, one a layer, or ${layers * rotations.length}, one a rotation, got ${betas.length}`,
      { length: betas.length },
    );
  }
  if (warmStart && mixer !== "x") {
    throw new MandateError(`warmStart must be left out for the circuit of the mixer ${mixer}`, { mixer });
  }
  if (warmStart) checkWarmStart({ variableCount: n }, mixer, warmStart);
  const tilts = warmStart && alignedTilts(mixer, warmStart);
  const start = startCircuit(n, mixer, weight, tilts);
  let circuit = start;
  for (let layer = 0; layer < layers; layer++) {
    circuit = composeCircuits(circuit, createCircuit(n, phaseGates(cost, gammas[layer])));
    const betaOf = (rotation: number): number =>
      betas[betas.length === layers ? layer : layer * rotations.length + rotation];
    if (mixer === "grover") {
      // exp(−iβ|0…0⟩⟨0…0|): a phase where every qubit is 0.
      const others = Array.from({ length: n - 1 }, (_, qubit) => ({ qubit: qubit + 1, value: 0 }) as const);
      const turn = [gate("x", [0]), gate("p", [0], [-betaOf(0)], others), gate("x", [0])];
      circuit = composeCircuits(
        composeCircuits(composeCircuits(circuit, invertCircuit(start)), createCircuit(n, turn)),
        start,
      );
      continue;
    }
    const gates = rotations.flatMap((on, rotation) => {
      const angle = 2 * betaOf(rotation);
      if (mixer !== "x") return [gate("xx_plus_yy", on, [angle, 0])];
      if (!tilts || warmStart.mixer !== "aligned") return [gate("rx", on, [angle])];
      return [gate("ry", on, [-tilts[rotation]]), gate("rz", on, [angle]), gate("ry", on, [tilts[rotation]])];
    });
    circuit = composeCircuits(circuit, createCircuit(n, gates));
  }
  return circuit;
}

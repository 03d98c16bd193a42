import { describe, expect, it } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { densityMatrixExpectation } from "../density-matrix/density-matrix.ts";
import { createDensityMatrixEngine } from "../density-matrix/engine.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import type { NoiseModel } from "../noise/noise-model.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { cliffordDataRegression } from "./clifford-data/clifford-data-regression.ts";
import { probabilisticErrorCancellation } from "./cancellation/probabilistic-error-cancellation.ts";
import type { EstimateExpectation } from "./executor.ts";
import { pauliNoiseOfModel } from "./pauli-noise-of-model.ts";
import { oracleEstimate } from "./testing/noisy-density.ts";
import { pauliTwirling } from "./twirling/pauli-twirling.ts";
import { zeroNoiseExtrapolation } from "./zero-noise/zero-noise-extrapolation.ts";

const model: NoiseModel = createNoiseModel({
  gates: [
    {
      qubitCount: 2,
      noise: [
        { channel: { kind: "depolarizing", qubitCount: 2, probability: 0.02 } },
        { channel: { kind: "phase-damping", lambda: 0.03 }, on: [0] },
        { channel: { kind: "pauli", probabilities: { XI: 0.01, ZY: 0.005 } }, on: [1, 0] },
      ],
    },
    { qubitCount: 1, noise: [{ channel: { kind: "depolarizing", qubitCount: 1, probability: 0.004 } }] },
  ],
  measurement: [],
  reset: [],
});
const circuit = createCircuit(3, [
  gate("ry", [0], [0.8]),
  gate("cx", [0, 2]),
  gate("x", [1], [], [{ qubit: 2, value: 1 }]),
  gate("rx", [1], [0.5]),
  gate("rzz", [2, 1], [0.7]),
]);
const observable = parsePauliSum({ ZIZ: 1, XYI: -0.5, IZI: 0.3 });

function engineEstimate(sum: PauliSum, noise: NoiseModel): EstimateExpectation {
  return async (given: Circuit) => {
    const { densityMatrix } = await createDensityMatrixEngine({ qubitCount: given.qubitCount }).run(given, {
      noise,
    });
    return { value: densityMatrixExpectation(densityMatrix, sum), standardError: 0, shots: 0 };
  };
}

describe("pauliNoiseOfModel", () => {
  it("the density-matrix engine under the model agrees with the oracle under its Pauli noise", async () => {
    const { value } = await engineEstimate(observable, model)(circuit, { seed: 1 });
    const oracle = await oracleEstimate(observable, { pauli: pauliNoiseOfModel(model) })(circuit, {
      seed: 1,
    });
    const ideal = await oracleEstimate(observable, {})(circuit, { seed: 1 });
    expect(value).toBeCloseTo(oracle.value, 12);
    expect(Math.abs(value - ideal.value)).toBeGreaterThan(0.02);
  });

  it("refuses idle noise, other channels and wide gates by name; twirling other channels gives their Pauli part", () => {
    const damped = createNoiseModel({
      gates: [{ qubitCount: 1, noise: [{ channel: { kind: "amplitude-damping", gamma: 0.1 } }] }],
      measurement: [],
      reset: [],
    });
    expect(() => pauliNoiseOfModel(damped)(gate("h", [0]))).toThrow(
      /noise of h: amplitude-damping is not a Pauli channel/,
    );
    const twirled = pauliNoiseOfModel(damped, { otherChannels: "twirl" })(gate("h", [0]))!;
    // Kraus operators diag(1, √(1 − γ)) and √γ|0⟩⟨1|: X and Y γ/4 each, Z (1 − √(1 − γ))²/4.
    expect(twirled.X).toBeCloseTo(0.025, 12);
    expect(twirled.Y).toBeCloseTo(0.025, 12);
    expect(twirled.Z).toBeCloseTo((1 - Math.sqrt(0.9)) ** 2 / 4, 12);
    const idle = createNoiseModel({
      gates: [],
      measurement: [],
      reset: [],
      idle: { kind: "relaxation", t1: 1, t2: 1 },
    });
    expect(() => pauliNoiseOfModel(idle)).toThrow(/must not have idle noise/);
    expect(() => pauliNoiseOfModel(model)(gate("ccx", [0, 1, 2]))).toThrow(
      /ccx on 3 qubits cannot be cancelled/,
    );
    expect(pauliNoiseOfModel(model)(gate("gphase", [], [0.3]))).toBeNull();
  });
});

describe("mitigation with the density-matrix engine", () => {
  const estimate = engineEstimate(observable, model);
  const errors = async (value: number): Promise<number> =>
    Math.abs(value - (await oracleEstimate(observable, {})(circuit, { seed: 1 })).value);

  it("error cancellation is unbiased: the exact weights give the ideal value on a short circuit", async () => {
    const short = createCircuit(3, circuit.operations.slice(0, 2));
    const result = await probabilisticErrorCancellation(short, pauliNoiseOfModel(model), {
      estimate,
      samples: "all",
      seed: 1,
    });
    const ideal = (await oracleEstimate(observable, {})(short, { seed: 1 })).value;
    expect(result.value).toBeCloseTo(ideal, 11);
    expect(Math.abs(result.rawValue - ideal)).toBeGreaterThan(0.01);
    const sampled = await probabilisticErrorCancellation(circuit, pauliNoiseOfModel(model), {
      estimate,
      samples: 600,
      seed: 3,
    });
    expect(await errors(sampled.value)).toBeLessThan(4 * sampled.standardError);
  });

  it("folding and Clifford data take out most of the error; twirling Pauli noise changes nothing", async () => {
    const folded = await zeroNoiseExtrapolation(circuit, {
      estimate,
      seed: 1,
      folding: { method: "global" },
    });
    const rawError = await errors(folded.rawValue);
    expect(rawError).toBeGreaterThan(0.02);
    expect(await errors(folded.value)).toBeLessThan(rawError / 5);
    const learned = await cliffordDataRegression(circuit, observable, { estimate, seed: 1 });
    expect(await errors(learned.value)).toBeLessThan(rawError);
    expect(await errors(learned.value)).toBeLessThan(4 * learned.standardError);
    const quiet = createNoiseModel({
      gates: [
        { qubitCount: 2, noise: [{ channel: { kind: "pauli", probabilities: { XZ: 0.05, ZI: 0.02 } } }] },
      ],
      measurement: [],
      reset: [],
    });
    // The Pauli error follows the gate and commutes with the inserted Paulis up to a sign.
    const twirled = await pauliTwirling(circuit, {
      estimate: engineEstimate(observable, quiet),
      randomizations: 8,
      seed: 1,
    });
    for (const value of twirled.details.values) expect(value).toBeCloseTo(twirled.rawValue, 11);
  });
});

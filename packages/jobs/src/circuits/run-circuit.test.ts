import { circuitRequestSchema, circuitResultSchema, type CircuitRequestInput } from "@ansatz/contract";
import { expect, test } from "vitest";
import { runCircuitJob, runLocalCircuit } from "../tasks/circuit-tasks.ts";

const header = 'OPENQASM 2.0; include "qelib1.inc";';
const bell = `${header} qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; measure q -> c;`;

async function run(input: CircuitRequestInput) {
  const stages = new Set<string>();
  const result = await runCircuitJob(circuitRequestSchema.parse(input), {
    pool: undefined,
    memoryLimitBytes: undefined,
    signal: new AbortController().signal,
    checkpoint: undefined,
    onCheckpoint: () => undefined,
    onProgress: ({ stage }) => stages.add(stage),
  });
  return { ...circuitResultSchema.strict().parse(JSON.parse(JSON.stringify(result))), stages };
}

test("a Bell pair: halves of two outcomes, the state before the measurements, counts that fit both", async () => {
  const result = await run({
    qasm: bell,
    shots: 10_000,
    outputs: ["counts", "probabilities", "statevector"],
  });
  expect(Object.keys(result.probabilities!).sort()).toEqual(["00", "11"]);
  for (const probability of Object.values(result.probabilities!)) expect(probability).toBeCloseTo(0.5, 14);
  const counts = result.counts!;
  expect(counts["00"] + counts["11"]).toBe(10_000);
  // Five standard errors of √(0.25/10,000).
  expect(Math.abs(counts["00"] / 10_000 - 0.5)).toBeLessThan(5 * 0.005);
  const amplitude = Math.SQRT1_2;
  expect(result.statevector!.map(([real]) => real)).toEqual([
    expect.closeTo(amplitude, 14),
    0,
    0,
    expect.closeTo(amplitude, 14),
  ]);
  expect(result).toMatchObject({ qubits: 2, bits: 2, method: "state-vector", shots: 10_000, seed: 42 });
  expect(result.mostLikely).toEqual({ bits: "00", probability: expect.closeTo(0.5, 14) as number });
  expect(result.references.map(({ kind }) => kind)).toEqual(["exact"]);
  expect(result.verdict.level).toBe("good");
  expect(result.stages).toContain("simulate");
});

test("a rotation by θ reads 1 with sin²(θ/2), and ⟨Z⟩ is cos θ", async () => {
  const theta = 0.7;
  const result = await run({
    qasm: 'OPENQASM 3.0; include "stdgates.inc"; input float theta; qubit[2] q; rx(theta) q[1];',
    parameters: { theta },
    outputs: ["probabilities"],
    observables: [{ Z1: 1 }, { Z0: 0.5, Z1: -0.5 }],
  });
  // Nothing is measured: bits are the qubits, the highest first.
  expect(result.bits).toBe(2);
  expect(result.probabilities!["10"]).toBeCloseTo(Math.sin(theta / 2) ** 2, 14);
  expect(result.expectations).toEqual([
    { observable: "Z1", value: expect.closeTo(Math.cos(theta), 13) as number, standardError: 0 },
    {
      observable: "0.5 Z0 - 0.5 Z1",
      value: expect.closeTo(0.5 - Math.cos(theta) / 2, 13) as number,
      standardError: 0,
    },
  ]);
  expect(result.counts).toBeNull();
  expect(result.verdict.level).toBe("excellent");
});

test("bit flips of probability p take 2p/3 of a Bell pair's outcomes to the wrong ones", async () => {
  const flip = { channel: { kind: "pauli", probabilities: { X: 0.1 } } };
  const noise = { gates: [{ gates: ["cx"], noise: [flip] }], measurement: [], reset: [] };
  const result = await run({ qasm: bell, noise, outputs: ["probabilities"], method: "density-matrix" });
  // Each qubit flips with 0.1 by itself: the bits differ with 2·0.1·0.9.
  expect(result.probabilities!["01"] + result.probabilities!["10"]).toBeCloseTo(0.18, 12);
  const [ideal] = result.references;
  expect(ideal.kind).toBe("ideal");
  expect(ideal.totalVariationDistance).toBeCloseTo(0.18, 12);
  expect(ideal.fidelity).toBeCloseTo(0.82, 12);
});

test("the same seed gives the same counts, another seed others", async () => {
  const counts = async (seed: number) => (await run({ qasm: bell, shots: 1000, seed })).counts;
  const first = await counts(7);
  expect(await counts(7)).toEqual(first);
  expect(await counts(8)).not.toEqual(first);
});

test("probabilities of more bits than are listed by default are exact too", async () => {
  const ghz = Array.from({ length: 17 }, (_, k) => `cx q[${k}],q[${k + 1}];`).join(" ");
  const result = await run({ qasm: `${header} qreg q[18]; h q[0]; ${ghz}`, outputs: ["probabilities"] });
  expect(Object.keys(result.probabilities!).sort()).toEqual(["0".repeat(18), "1".repeat(18)]);
  expect(result.possibleOutcomes).toBe(2);
});

test("a hundred qubits: exact halves beside the counts, and shots in parts where a reset is in the middle", async () => {
  const ghz = Array.from({ length: 99 }, (_, k) => `cx q[${k}],q[${k + 1}];`).join(" ");
  const text = `${header} qreg q[100]; h q[0]; ${ghz}`;
  const sharp = await run({ qasm: text, shots: 2000, outputs: ["counts", "probabilities"] });
  expect(sharp.probabilities).toEqual({ ["0".repeat(100)]: 0.5, ["1".repeat(100)]: 0.5 });
  expect(sharp.method).toBe("stabilizer");
  expect(sharp.references.map(({ kind }) => kind)).toEqual(["exact"]);
  expect(sharp.verdict.text).toMatch(/stabiliser tableau, exact without rounding/);
  const request = { qasm: `${text} reset q[0];`, shots: 1500 };
  const inParts = await run(request);
  const { qasm, ...settings } = circuitRequestSchema.parse(request);
  const single = await runLocalCircuit(
    { source: { qasm: qasm! }, settings },
    {
      pool: undefined,
      memoryLimitBytes: undefined,
      onProgress: () => undefined,
      signal: new AbortController().signal,
      checkpoint: undefined,
      onCheckpoint: () => undefined,
    },
  );
  expect(inParts.counts).toEqual(single.counts);
  expect(Object.keys(inParts.counts!)).toEqual(["0".repeat(100), `${"1".repeat(99)}0`]);
  expect(inParts.verdict.text).toMatch(/1,500 shots were followed one by one/);
});

test("trajectories that go on from a checkpoint end as those that never stopped, and as those of a single run", async () => {
  const request = circuitRequestSchema.parse({
    qasm: `${header} qreg q[4]; creg c[4]; h q; measure q[0] -> c[0]; if(c==1) x q[1]; cx q[1],q[2]; cx q[2],q[3]; measure q -> c;`,
    noise: "superconducting",
    method: "trajectories",
    shots: 3000,
    observables: [{ "Z1 Z2": 1, X0: 0.5 }],
  });
  const context = { pool: undefined, memoryLimitBytes: undefined, onProgress: () => undefined };
  const attempt = (checkpoint: unknown, stopAt: number) => {
    const abort = new AbortController();
    const checkpoints: unknown[] = [];
    const result = runCircuitJob(request, {
      ...context,
      signal: abort.signal,
      checkpoint,
      onCheckpoint: (made) => {
        checkpoints.push(JSON.parse(JSON.stringify(made)));
        if (checkpoints.length === stopAt) abort.abort();
      },
    });
    return { result, checkpoints };
  };
  const whole = attempt(undefined, Infinity);
  const expected = await whole.result;
  expect(whole.checkpoints).toHaveLength(6);
  const stopped = attempt(undefined, 2);
  await expect(stopped.result).rejects.toThrow();
  const resumed = attempt(stopped.checkpoints.at(-1), Infinity);
  const result = await resumed.result;
  expect(resumed.checkpoints).toHaveLength(4);
  expect(result.counts).toEqual(expected.counts);
  expect(result.expectations).toEqual(expected.expectations);
  const { qasm, ...settings } = request;
  const single = await runLocalCircuit(
    { source: { qasm: qasm! }, settings },
    {
      ...context,
      signal: new AbortController().signal,
      checkpoint: undefined,
      onCheckpoint: () => undefined,
    },
  );
  expect(single.counts).toEqual(expected.counts);
  expect(single.expectations[0].value).toBeCloseTo(expected.expectations[0].value, 12);
  expect(single.expectations[0].standardError).toBeCloseTo(expected.expectations[0].standardError!, 12);
  // Going on from the very end runs nothing anew.
  expect((await attempt(whole.checkpoints.at(-1), Infinity).result).counts).toEqual(expected.counts);
});

test("few shots and single precision are told to be rough", async () => {
  expect((await run({ qasm: bell, shots: 10 })).verdict.level).toBe("caution");
  expect((await run({ qasm: bell, precision: "single", outputs: ["probabilities"] })).verdict.level).toBe(
    "caution",
  );
});

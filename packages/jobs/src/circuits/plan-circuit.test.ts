import {
  circuitMethods,
  circuitRequestSchema,
  noisePresets,
  type CircuitRequestInput,
} from "@ansatz/contract";
import { noisePresetNames, simulationMethods } from "@ansatz/simulator";
import { expect, test } from "vitest";
import { checkApart } from "./check-apart.ts";
import { checkCircuitRequest } from "./check-circuit-request.ts";
import { formatBytes } from "./memory.ts";
import { planCircuit } from "./plan-circuit.ts";
import { readCircuit } from "./read-circuit.ts";

const header = 'OPENQASM 2.0; include "qelib1.inc";';
const bell = `${header} qreg q[2]; creg c[2]; h q[0]; cx q[0],q[1]; measure q -> c;`;
const middle = `${header} qreg q[2]; creg c[2]; h q[0]; measure q[0] -> c[0]; if(c==1) x q[1]; measure q -> c;`;
const wide = (qubits: number): string => `${header} qreg q[${qubits}]; h q[0]; t q[0];`;

const ghz = (qubits: number): string =>
  `${header} qreg q[${qubits}]; h q[0]; ${Array.from({ length: qubits - 1 }, (_, k) => `cx q[${k}],q[${k + 1}];`).join(" ")}`;

const check = (request: CircuitRequestInput, memoryLimitBytes?: number): void => {
  checkCircuitRequest(circuitRequestSchema.parse(request), { memoryLimitBytes });
};

test("the contract knows the simulator's methods and noise presets", () => {
  expect([...circuitMethods]).toEqual([...simulationMethods]);
  expect([...noisePresets]).toEqual([...noisePresetNames]);
});

const flip = (probability: number) => ({ channel: { kind: "pauli", probabilities: { X: probability } } });
const noisy = (noise: unknown) => ({ gates: [{ noise: [noise] }], measurement: [], reset: [] });
const kraus = (...operators: number[][][]) => ({
  channel: {
    kind: "kraus",
    operators: operators.map((real) => ({ real: real.flat(), imaginary: [0, 0, 0, 0] })),
  },
});

test.each<[string, CircuitRequestInput, RegExp, string]>([
  ["malformed OpenQASM", { qasm: `${header}\nqreg q[2];\nh q[0]` }, /line 3/, "invalid-qasm"],
  ["an unknown gate", { qasm: `${header} qreg q[1]; zap q[0];` }, /zap/, "invalid-qasm"],
  ["a qubit out of range", { qasm: `${header} qreg q[1]; x q[7];` }, /7/, "invalid-qasm"],
  ["no qubits", { qasm: header }, /no qubits/, "invalid-qasm"],
  [
    "a recursion",
    { qasm: `${header} gate a q { b q; } gate b q { a q; } qreg q[1]; a q[0];` },
    /./,
    "invalid-qasm",
  ],
  [
    "loops that unroll to a million gates",
    { qasm: "OPENQASM 3.0; qubit q; for int i in [0:1000] { for int j in [0:1000] { x q; } }" },
    /more than the limit of 100000/,
    "invalid-qasm",
  ],
  [
    "a matrix that is not unitary",
    {
      circuit: {
        qubitCount: 1,
        operations: [
          {
            gate: "unitary",
            qubits: [0],
            parameters: [],
            matrix: { size: 2, real: [1, 0, 0, 2], imaginary: [0, 0, 0, 0] },
          },
        ],
      },
    },
    /operations\[0\]\.matrix must be unitary/,
    "invalid-argument",
  ],
  [
    "two equal operands",
    { circuit: { qubitCount: 2, operations: [{ gate: "cx", qubits: [0, 0] }] } },
    /qubits must differ, got 0, 0/,
    "invalid-argument",
  ],
  [
    "an angle that is no number",
    { circuit: { qubitCount: 1, operations: [{ gate: "rx", qubits: [0], parameters: [null] }] } },
    /parameter/,
    "invalid-argument",
  ],
  [
    "a probability above 1",
    { qasm: bell, noise: noisy(flip(1.5)) },
    /probabilities\.X must be .* got 1\.5/,
    "invalid-argument",
  ],
  [
    "Kraus operators that lose probability",
    {
      qasm: bell,
      noise: noisy(
        kraus([
          [0.5, 0],
          [0, 0.5],
        ]),
      ),
    },
    /noise\.gates\[0\].*(trace|identity|sum)/,
    "invalid-argument",
  ],
  [
    "a missing parameter",
    { qasm: "OPENQASM 3.0; input float a; qubit q; rx(a) q;" },
    /parameter a must be bound/,
    "invalid-argument",
  ],
  [
    "a parameter of another circuit",
    { qasm: bell, parameters: { a: 1 } },
    /has none.*"a"/,
    "invalid-argument",
  ],
  [
    "an observable on a qubit out of range",
    { qasm: bell, observables: [{ Z5: 1 }] },
    /\[0, 1\], got 5/,
    "invalid-argument",
  ],
  [
    "a state vector after a measurement inside",
    { qasm: middle, outputs: ["statevector"] },
    /no single state vector/,
    "invalid-argument",
  ],
  [
    "a noisy state vector",
    { qasm: bell, noise: "trapped-ion", outputs: ["statevector"] },
    /noise/,
    "invalid-argument",
  ],
  [
    "a large state vector in a result",
    { qasm: wide(17), outputs: ["statevector"] },
    /at most 16 qubits, got 17/,
    "invalid-argument",
  ],
  [
    "exact probabilities of a large noisy circuit",
    { qasm: wide(16), noise: "trapped-ion", outputs: ["probabilities"] },
    /ask for shots/,
    "invalid-argument",
  ],
  ["a method that does not fit", { qasm: middle, method: "state-vector" }, /unitary/, "invalid-argument"],
  [
    "single precision of a density matrix",
    { qasm: middle, precision: "single" },
    /precision/,
    "invalid-argument",
  ],
  ["forty qubits", { qasm: wide(40) }, /16 TiB for 40 qubits/, "too-large"],
  ["four thousand qubits", { qasm: wide(4000) }, /4,?000 qubits/, "too-large"],
  [
    "the state vector of a hundred qubits",
    { qasm: ghz(100), outputs: ["statevector"] },
    /at most 16 qubits, got 100/,
    "invalid-argument",
  ],
  [
    "a state vector of the method stabilizer",
    { qasm: bell, method: "stabilizer", outputs: ["statevector"] },
    /use the method state-vector/,
    "invalid-argument",
  ],
  [
    "a T gate of the method stabilizer",
    { qasm: wide(3), method: "stabilizer" },
    /operations\[1\] \(t\) is not; use "auto"/,
    "invalid-argument",
  ],
  [
    "exact probabilities of shots on a hundred qubits",
    { qasm: `${ghz(100)} reset q[0];`, outputs: ["probabilities"] },
    /shot by shot\): ask for shots/,
    "invalid-argument",
  ],
  [
    "observables of a hundred qubits",
    { qasm: ghz(100), observables: [{ Z0: 1 }] },
    /at most 30 qubits; the circuit has 100/,
    "invalid-argument",
  ],
  [
    "a Clifford circuit as a state vector that does not fit",
    { qasm: ghz(40), method: "state-vector" },
    /16 TiB for 40 qubits.*use the method stabilizer/,
    "too-large",
  ],
  [
    "a Clifford circuit by trajectories",
    { qasm: ghz(100), method: "trajectories" },
    /for 100 qubits, and .* can be used here: the circuit is Clifford, use the method stabilizer/,
    "too-large",
  ],
  [
    "relaxation on a hundred qubits",
    { qasm: ghz(100), noise: "superconducting" },
    /trajectories needs .* for 100 qubits.*noise of Pauli errors alone/,
    "too-large",
  ],
  [
    "a density matrix of twenty qubits",
    { qasm: wide(20), method: "density-matrix" },
    /16 TiB.*trajectories/,
    "too-large",
  ],
])("%s is refused before it runs", (_, request, message, code) => {
  let error: unknown;
  const started = performance.now();
  try {
    check(request);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ message: expect.stringMatching(message) as string, code });
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("a limit on memory counts, and the message has both figures", () => {
  expect(() => {
    check({ qasm: wide(20) }, 2 ** 20);
  }).toThrow(/16 MiB for 20 qubits, and 1 MiB can be used here/);
});

test.each<[CircuitRequestInput, string, number | undefined]>([
  [{ qasm: bell }, "state-vector", 1024],
  [{ qasm: bell, outputs: ["probabilities"] }, "state-vector", undefined],
  [{ qasm: bell, noise: "superconducting" }, "density-matrix", 1024],
  [{ qasm: middle, shots: 7, outputs: ["counts", "probabilities"] }, "density-matrix", 7],
  [{ qasm: wide(16), noise: "superconducting", shots: 50 }, "trajectories", 50],
  [{ qasm: ghz(24) }, "state-vector", 1024],
  [{ qasm: ghz(100), outputs: ["counts", "probabilities"], shots: 10 }, "stabilizer", 10],
  [{ qasm: `${ghz(100)} reset q[0];` }, "stabilizer", 1024],
  [{ qasm: ghz(100), noise: "trapped-ion", shots: 9 }, "stabilizer", 9],
  [{ qasm: bell, method: "stabilizer" }, "stabilizer", 1024],
])("%j runs by the method %s", (input, method, shots) => {
  const request = circuitRequestSchema.parse(input);
  const { plan } = planCircuit(readCircuit(request, { isJob: true }), request, { isJob: true });
  expect(plan.method).toBe(method);
  expect(plan.shots).toBe(shots);
  expect(plan.reason).toMatch(/\.$/);
});

test("the copy of the state that a long distribution is read from counts", () => {
  const request = circuitRequestSchema.parse({ qasm: wide(20), outputs: ["probabilities"] });
  const { plan } = planCircuit(readCircuit(request, { isJob: true }), request, { isJob: true });
  expect(plan.memoryBytes).toBe(2 * 16 * 2 ** 20);
});

test.each([
  ["small", { qasm: `${header} qreg q[40]; h q[0]; t q[0];` }],
  ["long", { qasm: `${header} qreg q[40]; ${"h q[0]; t q[0]; ".repeat(2000)}` }],
  [
    "looping",
    { qasm: 'OPENQASM 3.0; include "stdgates.inc"; qubit[40] q; for int i in [0:9] { h q[i]; t q[i]; }' },
  ],
])("a %s text is checked with the same error, wherever that happens", async (_, request) => {
  const check = checkApart(circuitRequestSchema.parse(request), { memoryLimitBytes: undefined });
  await expect(check).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringContaining("16 TiB for 40 qubits") as string,
  });
});

test("bytes are told in three digits", () => {
  expect([96, 2 ** 20, 1.5 * 2 ** 30, 2 ** 44, 2 ** 100].map(formatBytes)).toEqual([
    "96 bytes",
    "1 MiB",
    "1.5 GiB",
    "16 TiB",
    "1.1e+12 EiB",
  ]);
});

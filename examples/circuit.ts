/**
 * A circuit from OpenQASM: drawn, run, sampled on a noisy device, its readout errors and its gate errors mitigated.
 *
 *     node --conditions=@ansatz/source examples/circuit.ts
 */
import { ok } from "node:assert/strict";
import {
  calibrateReadout,
  drawCircuitText,
  mitigateCounts,
  parsePauliSum,
  parseQasm,
  simulate,
  withOperations,
  zeroNoiseExtrapolation,
  type Circuit,
} from "@ansatz/simulator";

const ghz = `OPENQASM 3.0;
include "stdgates.inc";
qubit[4] q;
bit[4] c;
h q[0];
for int i in [0:2] { cx q[i], q[i + 1]; }
c = measure q;
`;

const noise = "superconducting";

/** Share of the two outcomes that a GHZ state has. */
const agreement = (shares: Readonly<Record<string, number>>): number =>
  (shares["0000"] ?? 0) + (shares["1111"] ?? 0);

export async function main(options: { readonly shots?: number; readonly seed?: number } = {}): Promise<{
  drawing: string;
  ideal: number;
  noisy: number;
  readoutMitigated: number;
  parity: { exact: number; noisy: number; mitigated: number };
}> {
  const { shots = 20_000, seed = 42 } = options;
  const circuit = parseQasm(ghz);
  const drawing = drawCircuitText(circuit);

  // Without noise: only 0000 and 1111, with one half each.
  const ideal = await simulate(circuit, { probabilities: true });
  ok(Math.abs(agreement(ideal.probabilities!) - 1) < 1e-12);

  // On a device: mostly readout errors, which a calibration takes out again.
  const sample = async (measured: Circuit, run: { readonly shots: number; readonly seed: number }) =>
    (await simulate(measured, { ...run, noise })).counts!;
  const counts = await sample(circuit, { shots, seed });
  const shares = Object.fromEntries(Object.entries(counts).map(([bits, count]) => [bits, count / shots]));
  const layout = { qubitCount: 4, qubits: [0, 1, 2, 3], kind: "tensored" } as const;
  const readout = await calibrateReadout(layout, { sample, shots, seed });
  const { quasiProbabilities } = mitigateCounts(counts, readout);
  const [noisy, readoutMitigated] = [agreement(shares), agreement(quasiProbabilities)];
  ok(1 - readoutMitigated < (1 - noisy) / 3);

  // The parity ⟨XXXX⟩ of a GHZ state is 1; folded gates show how it decays with noise, and where it comes from.
  const unmeasured = withOperations(
    circuit,
    circuit.operations.filter((operation) => operation.gate !== "measure"),
  );
  const observables = [parsePauliSum({ XXXX: 1 })];
  const { value: mitigated, rawValue } = await zeroNoiseExtrapolation(unmeasured, {
    seed,
    folding: { method: "global" },
    scaleFactors: [1, 3, 5],
    estimate: async (folded) => {
      const { expectations } = await simulate(folded, { noise, observables, method: "density-matrix" });
      return { ...expectations![0], shots: 0 };
    },
  });
  ok(Math.abs(1 - mitigated) < Math.abs(1 - rawValue) / 5);
  return {
    drawing,
    ideal: agreement(ideal.probabilities!),
    noisy,
    readoutMitigated,
    parity: { exact: 1, noisy: rawValue, mitigated },
  };
}

if (import.meta.main) {
  const { drawing, ...numbers } = await main();
  console.log(drawing);
  console.log(numbers);
}

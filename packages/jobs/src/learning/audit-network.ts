import type { AuditResult } from "@ansatz/contract";
import {
  expressibility,
  gradientVariance,
  reuploadingNetwork,
  varianceDecay,
  type StandardModel,
} from "@ansatz/learning";

const layers = 3;
/** Pairs of random states, and random angles of a variance: enough for two digits. */
const statePairs = 500;
const angleSets = 100;

/** The circuit of the audited quantum neural network on so many qubits. */
const networkOn = (qubits: number) =>
  reuploadingNetwork({ qubitCount: qubits, featureCount: qubits, layers });

/** Qubit counts from two up to the network's, at most five of them. */
function qubitCounts(most: number): number[] {
  const step = Math.max(1, Math.ceil((most - 2) / 4));
  const counts: number[] = [];
  for (let qubits = most; qubits >= 2; qubits -= step) counts.unshift(qubits);
  return counts;
}

/** How expressive the quantum neural network's circuit is, and how its gradients fall with the qubits. */
export async function reportNetwork(
  models: readonly StandardModel[],
  { qubits, seed, signal }: { readonly qubits: number; readonly seed: number; readonly signal: AbortSignal },
): Promise<AuditResult["network"]> {
  if (!models.some(({ model }) => model.name === "quantum-neural-network")) return null;
  const spread = await expressibility(networkOn(qubits).circuit, { samples: statePairs, seed, signal });
  const variances: { qubits: number; variance: number }[] = [];
  for (const count of qubitCounts(qubits)) {
    const { circuit, observables } = networkOn(count);
    const { mean } = await gradientVariance(circuit, observables[0], { samples: angleSets, seed, signal });
    variances.push({ qubits: count, variance: mean });
  }
  const points = variances.map(({ qubits: qubitCount, variance: mean }) => ({ qubitCount, mean }));
  return {
    qubits,
    layers,
    expressibility: spread.divergence,
    expressibilityBias: spread.samplingBias,
    gradientVariances: variances,
    decay: points.length < 3 ? null : varianceDecay(points),
  };
}

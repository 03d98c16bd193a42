import {
  channelSuperoperator,
  createNoiseModel,
  noisePreset,
  type ComplexMatrix,
  type FidelityNoise,
  type NoiseModel,
  type NoisePresetName,
} from "@ansatz/simulator";

type Rule = NoiseModel["gates"][number];

/** The rule that counts for a gate on qubits that no rule names. */
function ruleFor({ gates }: NoiseModel, gate: string, qubitCount: number): Rule | undefined {
  return gates.find(
    (rule) =>
      rule.qubits === undefined &&
      (rule.gates === undefined || (rule.gates as readonly string[]).includes(gate)) &&
      (rule.qubitCount === undefined || rule.qubitCount === qubitCount),
  );
}

/** tr(AB) for real parts: the trace of a product of superoperators is real. */
function traceOfProduct(a: ComplexMatrix, b: ComplexMatrix): number {
  let sum = 0;
  for (let row = 0; row < a.size; row++) {
    for (let column = 0; column < a.size; column++) {
      const [i, j] = [row * a.size + column, column * a.size + row];
      sum += a.real[i] * b.real[j] - a.imaginary[i] * b.imaginary[j];
    }
  }
  return sum;
}

/** A superoperator of one qubit on both of two: entries of ρ are indexed (r₁r₀)(c₁c₀), bit by bit. */
function onBoth(one: ComplexMatrix): ComplexMatrix {
  const size = 16;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  const part = (index: number, qubit: number): number =>
    2 * ((index >> (2 + qubit)) & 1) + ((index >> qubit) & 1);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const low = part(row, 0) * 4 + part(column, 0);
      const high = part(row, 1) * 4 + part(column, 1);
      real[row * size + column] = one.real[low] * one.real[high] - one.imaginary[low] * one.imaginary[high];
      imaginary[row * size + column] =
        one.real[low] * one.imaginary[high] + one.imaginary[low] * one.real[high];
    }
  }
  return { size, real, imaginary };
}

function multiply(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const { size } = a;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (let k = 0; k < size; k++) {
        const [i, j] = [row * size + k, k * size + column];
        real[row * size + column] += a.real[i] * b.real[j] - a.imaginary[i] * b.imaginary[j];
        imaginary[row * size + column] += a.real[i] * b.imaginary[j] + a.imaginary[i] * b.real[j];
      }
    }
  }
  return { size, real, imaginary };
}

const identity = (size: number): ComplexMatrix => ({
  size,
  real: Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0)),
  imaginary: new Float64Array(size * size),
});

/**
 * 1 − F of all channels of a rule, one behind the other, F their average gate fidelity (d·Fₑ + 1)/(d + 1) with the
 * entanglement fidelity Fₑ = tr S/d². Channels placed on some of the qubits only are not counted.
 */
function infidelity(rule: Rule | undefined, qubitCount: 1 | 2): number {
  const d = 2 ** qubitCount;
  let total = identity(d * d);
  for (const { channel, on } of rule?.noise ?? []) {
    if (on !== undefined) continue;
    const matrix = channelSuperoperator(channel);
    total = multiply(matrix.size === 4 && qubitCount === 2 ? onBoth(matrix) : matrix, total);
  }
  const entanglement = traceOfProduct(total, identity(d * d)) / (d * d);
  return 1 - (d * entanglement + 1) / (d + 1);
}

/** The gates' errors and times of a noise model in the numbers that `estimateFidelity` takes. */
export function fidelityNoise(noise: NoisePresetName | NoiseModel, twoQubitGate: string): FidelityNoise {
  const model = typeof noise === "string" ? noisePreset(noise) : createNoiseModel(noise);
  const oneQubit = ruleFor(model, "sx", 1);
  const twoQubit = ruleFor(model, twoQubitGate, 2);
  const measurement = model.measurement.find(({ qubits }) => qubits === undefined);
  const confusion = measurement?.confusion?.length === 2 ? measurement.confusion : undefined;
  const freeGates = ["rz", "p", "z", "s", "sdg", "t", "tdg", "id"].filter(
    (gate) => (ruleFor(model, gate, 1)?.noise.length ?? 0) === 0,
  );
  const idle = model.idle?.kind === "relaxation" ? model.idle : undefined;
  const resetTime = model.reset.find(({ qubits }) => qubits === undefined)?.duration;
  return {
    oneQubitError: infidelity(oneQubit, 1),
    twoQubitError: infidelity(twoQubit, 2),
    readoutError: confusion ? (confusion[0][1] + confusion[1][0]) / 2 : 0,
    freeGates,
    times: {
      oneQubit: oneQubit?.duration ?? 0,
      twoQubit: twoQubit?.duration ?? 0,
      measure: measurement?.duration ?? 0,
      reset: resetTime ?? 0,
    },
    ...(idle ? { t1: idle.t1, t2: idle.t2 } : {}),
  };
}

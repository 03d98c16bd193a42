const lowBitCount = 13;
const lowMask = 2 ** lowBitCount - 1;

/** Two tables that pack chosen bits of an index, the low part of the index in one and the high part in the other. */
export interface BitGather {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Tables for {@link gatherBits}: bit qubits[k] of an index becomes bit k. */
export function createBitGather(qubits: readonly number[], qubitCount: number): BitGather {
  const table = (firstBit: number, bitCount: number): Uint32Array => {
    const entries = new Uint32Array(2 ** Math.max(0, bitCount));
    for (let part = 0; part < entries.length; part++) {
      qubits.forEach((qubit, position) => {
        const bit = qubit - firstBit;
        if (bit >= 0 && bit < bitCount && (part >>> bit) & 1) entries[part] |= 1 << position;
      });
    }
    return entries;
  };
  return {
    low: table(0, Math.min(lowBitCount, qubitCount)),
    high: table(lowBitCount, qubitCount - lowBitCount),
  };
}

/** The packed bits of an index. */
export function gatherBits({ low, high }: BitGather, index: number): number {
  return low[index & lowMask] | high[index >>> lowBitCount];
}

/** For each k in [0, 2^qubits), the index with bit qubits[j] set where bit j of k is. */
export function scatterTable(qubits: readonly number[]): Uint32Array {
  const table = new Uint32Array(2 ** qubits.length);
  qubits.forEach((qubit, position) => {
    const size = 1 << position;
    for (let k = 0; k < size; k++) table[size + k] = table[k] | (1 << qubit);
  });
  return table;
}

/** The mask of some qubits. */
export function maskOf(qubits: readonly number[]): number {
  return qubits.reduce((mask, qubit) => mask | (1 << qubit), 0);
}

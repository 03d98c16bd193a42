import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { Random } from "../math/random.ts";
import { countBits } from "../operators/pauli-sum.ts";
import { createCliffordMaps, gadgetQuarterTurns, operationQubits } from "./clifford-map.ts";
import type { CliffordMap } from "./clifford-map.ts";
import { formatPauliString, parsePauliString } from "./pauli-string.ts";
import type { PauliString } from "./pauli-string.ts";

/** Bytes of a tableau and of the measurement directions found from it, with a copy to measure on. */
export function stabilizerMemoryBytes(qubitCount: number): number {
  const words = Math.ceil(qubitCount / 32);
  return 2 * (16 * qubitCount * words + 8 * words) + 4 * qubitCount * words;
}

const letterOf: Readonly<Record<string, number>> = { X: 1, Z: 2, Y: 3 };

/**
 * A stabiliser state of n qubits as the tableau of Aaronson and Gottesman (Phys. Rev. A 70, 052328, 2004): n
 * stabilisers and n destabilisers, where stabiliser i anticommutes with destabiliser i alone. Stored by columns, 32 rows
 * to a word, so that an operation handles 32 rows at once. Global phase is not kept. Memory: about n²/2 bytes.
 *
 * The state starts as |0…0⟩ and is changed in place.
 */
export class StabilizerState {
  readonly qubitCount: number;
  /** Words for n rows. A column has `words` words of destabilisers, then `words` of stabilisers. */
  readonly #words: number;
  readonly #x: Int32Array;
  readonly #z: Int32Array;
  readonly #signs: Int32Array;
  readonly #maps: (operation: UnitaryKindOperation) => CliffordMap | null;

  constructor(qubitCount: number, source?: StabilizerState) {
    this.qubitCount = qubitCount;
    this.#words = Math.ceil(qubitCount / 32);
    if (source) {
      this.#x = source.#x.slice();
      this.#z = source.#z.slice();
      this.#signs = source.#signs.slice();
      this.#maps = source.#maps;
      return;
    }
    const width = 2 * this.#words;
    this.#x = new Int32Array(qubitCount * width);
    this.#z = new Int32Array(qubitCount * width);
    this.#signs = new Int32Array(width);
    this.#maps = createCliffordMaps();
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const bit = 1 << (qubit & 31);
      this.#x[qubit * width + (qubit >> 5)] = bit;
      this.#z[qubit * width + this.#words + (qubit >> 5)] = bit;
    }
  }

  clone(): StabilizerState {
    return new StabilizerState(this.qubitCount, this);
  }

  /**
   * Applies a unitary operation with bound parameters.
   * Throws {@link InvalidArgumentError} for one that is not Clifford; `where` names it.
   */
  apply(operation: UnitaryKindOperation, where: string = operation.gate): void {
    if (operation.gate === "gphase" && !operation.controls) return;
    if (operation.gate === "pauli") {
      const turns = gadgetQuarterTurns(operation);
      if (turns !== null) {
        this.#applyGadget(operation.pauli, operation.qubits, turns);
        return;
      }
    }
    const map = this.#maps(operation);
    if (!map) {
      throw new InvalidArgumentError(
        `${where}: ${operation.gate} is not a Clifford operation with bound parameters; a state-vector simulation takes it`,
        { field: where, gate: operation.gate },
      );
    }
    this.#applyMap(map, operationQubits(operation));
  }

  /** New bits are parities of old ones; a sign flips where the old product is one of those with a minus. */
  #applyMap({ qubitCount: count, images, signs }: CliffordMap, qubits: readonly number[]): void {
    const width = 2 * this.#words;
    const columns = [
      ...qubits.map((qubit) => this.#x.subarray(qubit * width, (qubit + 1) * width)),
      ...qubits.map((qubit) => this.#z.subarray(qubit * width, (qubit + 1) * width)),
    ];
    const minus: number[] = [];
    signs.forEach((sign, product) => {
      if (sign === 1) minus.push(product);
    });
    const old = new Int32Array(2 * count);
    for (let word = 0; word < width; word++) {
      for (let at = 0; at < 2 * count; at++) old[at] = columns[at][word];
      for (const product of minus) {
        let rows = -1;
        for (let at = 0; at < 2 * count; at++) rows &= (product >> at) & 1 ? old[at] : ~old[at];
        this.#signs[word] ^= rows;
      }
      for (let to = 0; to < 2 * count; to++) {
        let bits = 0;
        for (let from = 0; from < 2 * count; from++) {
          if ((images[1 << from] >> to) & 1) bits ^= old[from];
        }
        columns[to][word] = bits;
      }
    }
  }

  /** exp(−imπP/4): rows that anticommute with P are negated (m = 2) or become ∓iPQ (m = 1, 3). */
  #applyGadget(text: string, qubits: readonly number[], turns: 0 | 1 | 2 | 3): void {
    if (turns === 0) return;
    const pauli = new Uint8Array(this.qubitCount);
    qubits.forEach((qubit, at) => (pauli[qubit] = letterOf[text[at]]));
    const rows = this.#anticommuting(pauli);
    if (turns === 2) rows.forEach((bits, word) => (this.#signs[word] ^= bits));
    else this.#multiplyRows(rows, pauli, turns === 1 ? 3 : 1);
  }

  /** Rows that anticommute with a product, as bits. */
  #anticommuting(pauli: PauliString): Int32Array {
    const width = 2 * this.#words;
    const rows = new Int32Array(width);
    pauli.forEach((code, qubit) => {
      if (code === 0) return;
      for (let word = 0; word < width; word++) {
        if (code & 1) rows[word] ^= this.#z[qubit * width + word];
        if (code & 2) rows[word] ^= this.#x[qubit * width + word];
      }
    });
    return rows;
  }

  /** Rows R whose bit is set become i^turns P R. A phase that stays imaginary (destabilisers) is dropped. */
  #multiplyRows(rows: Int32Array, pauli: PauliString, turns: number): void {
    const width = 2 * this.#words;
    // Phases i^(low + 2 high), one bit a row.
    const low = new Int32Array(width).fill(turns & 1 ? -1 : 0);
    const high = new Int32Array(width).fill(turns & 2 ? -1 : 0);
    pauli.forEach((code, qubit) => {
      if (code === 0) return;
      const base = qubit * width;
      for (let word = 0; word < width; word++) {
        const mask = rows[word];
        if (mask === 0) continue;
        const x = this.#x[base + word];
        const z = this.#z[base + word];
        const [isX, isY, isZ] = [x & ~z, x & z, ~x & z];
        const plus = mask & (code === 1 ? isY : code === 3 ? isZ : isX);
        const less = mask & (code === 1 ? isZ : code === 3 ? isX : isY);
        high[word] ^= low[word] & plus;
        low[word] ^= plus;
        low[word] ^= less;
        high[word] ^= low[word] & less;
        if (code & 1) this.#x[base + word] = x ^ mask;
        if (code & 2) this.#z[base + word] = z ^ mask;
      }
    });
    for (let word = 0; word < width; word++) this.#signs[word] ^= high[word] & rows[word];
  }

  #row(row: number, half: "destabilizer" | "stabilizer"): { pauli: PauliString; sign: number } {
    const width = 2 * this.#words;
    const word = (row >> 5) + (half === "stabilizer" ? this.#words : 0);
    const shift = row & 31;
    const pauli = Uint8Array.from(
      { length: this.qubitCount },
      (_, qubit) =>
        ((this.#x[qubit * width + word] >>> shift) & 1) + 2 * ((this.#z[qubit * width + word] >>> shift) & 1),
    );
    return { pauli, sign: (this.#signs[word] >>> shift) & 1 };
  }

  #setRow(row: number, half: "destabilizer" | "stabilizer", pauli: PauliString, sign: number): void {
    const width = 2 * this.#words;
    const word = (row >> 5) + (half === "stabilizer" ? this.#words : 0);
    const bit = 1 << (row & 31);
    const write = (column: Int32Array, at: number, value: number): void => {
      column[at] = value ? column[at] | bit : column[at] & ~bit;
    };
    pauli.forEach((code, qubit) => {
      write(this.#x, qubit * width + word, code & 1);
      write(this.#z, qubit * width + word, code & 2);
    });
    write(this.#signs, word, sign);
  }

  /** First stabiliser that anticommutes with a product, −1 when none does. */
  #firstStabilizer(rows: Int32Array): number {
    for (let word = 0; word < this.#words; word++) {
      const bits = rows[this.#words + word];
      if (bits !== 0) return 32 * word + (31 - Math.clz32(bits & -bits));
    }
    return -1;
  }

  /**
   * ⟨P⟩ from the rows that anticommute with P, when no stabiliser is among them: P is ± the product of the stabilisers
   * whose partner anticommutes.
   *
   * Letters are i^(xz) XˣZᶻ, so that each qubit contributes Σᵢ xᵢzᵢ + 2 Σᵢ<ⱼ zᵢxⱼ − (⊕xᵢ)(⊕zᵢ) quarter turns.
   */
  #determined(rows: Int32Array): 1 | -1 {
    const words = this.#words;
    let turns = 0;
    for (let word = 0; word < words; word++) turns += 2 * countBits(rows[word] & this.#signs[words + word]);
    for (let qubit = 0; qubit < this.qubitCount; qubit++) {
      const base = (2 * qubit + 1) * words;
      // All bits set when an odd number of z's came before this word.
      let before = 0;
      let xParity = 0;
      for (let word = 0; word < words; word++) {
        const x = this.#x[base + word] & rows[word];
        const z = this.#z[base + word] & rows[word];
        let prefix = z ^ (z << 1);
        prefix ^= prefix << 2;
        prefix ^= prefix << 4;
        prefix ^= prefix << 8;
        prefix ^= prefix << 16;
        turns += countBits(x & z) + 2 * countBits(((prefix << 1) ^ before) & x);
        before ^= prefix >> 31;
        xParity ^= countBits(x) & 1;
      }
      turns -= xParity & before;
    }
    return (turns & 3) === 0 ? 1 : -1;
  }

  /**
   * ⟨P⟩ of a Pauli product, printed from the highest qubit to the lowest or as letters by qubit: 1, −1, or 0 when a
   * measurement would be random.
   */
  expectation(pauli: string | PauliString): -1 | 0 | 1 {
    const product = typeof pauli === "string" ? parsePauliString(pauli, this.qubitCount) : pauli;
    const rows = this.#anticommuting(product);
    return this.#firstStabilizer(rows) >= 0 ? 0 : this.#determined(rows);
  }

  /** Measures a qubit in the computational basis; draws one random number only if the outcome is not determined. */
  measure(qubit: number, random: Random): 0 | 1 {
    const z = new Uint8Array(this.qubitCount);
    z[qubit] = 2;
    const rows = this.#anticommuting(z);
    const pivot = this.#firstStabilizer(rows);
    if (pivot < 0) return this.#determined(rows) === 1 ? 0 : 1;
    const { pauli, sign } = this.#row(pivot, "stabilizer");
    rows[this.#words + (pivot >> 5)] &= ~(1 << (pivot & 31));
    this.#multiplyRows(rows, pauli, 2 * sign);
    const outcome = random.uniform() < 0.5 ? 0 : 1;
    this.#setRow(pivot, "destabilizer", pauli, sign);
    this.#setRow(pivot, "stabilizer", z, outcome);
    return outcome;
  }

  /** Sets a qubit to |0⟩: measured, and flipped when it was 1. */
  reset(qubit: number, random: Random): void {
    if (this.measure(qubit, random) === 1) this.apply({ gate: "x", qubits: [qubit], parameters: [] });
  }

  /** The generators of the stabiliser group as signed products, such as "+XX" and "-ZZ". */
  stabilizers(): string[] {
    return Array.from({ length: this.qubitCount }, (_, row) => {
      const { pauli, sign } = this.#row(row, "stabilizer");
      return `${sign === 1 ? "-" : "+"}${formatPauliString(pauli)}`;
    });
  }

  /**
   * Independent X-parts of the stabiliser group on some qubits (by default all), as packed bits: bit j of a direction is
   * that of `qubits[j]`, 32 to a word. Adding any of them to what a measurement of these qubits can give yields another
   * outcome, and all outcomes are reached so, every one with the same probability.
   */
  packedSupportDirections(
    qubits: readonly number[] = Array.from({ length: this.qubitCount }, (_, qubit) => qubit),
  ): Int32Array[] {
    const width = 2 * this.#words;
    const basis: { word: number; bit: number; bits: Int32Array }[] = [];
    for (let row = 0; row < this.qubitCount; row++) {
      const at = this.#words + (row >> 5);
      const bits = new Int32Array(Math.ceil(qubits.length / 32));
      qubits.forEach((qubit, index) => {
        bits[index >> 5] |= ((this.#x[qubit * width + at] >>> (row & 31)) & 1) << (index & 31);
      });
      for (const { word, bit, bits: other } of basis) {
        if (bits[word] & bit)
          for (let index = word; index < bits.length; index++) bits[index] ^= other[index];
      }
      const word = bits.findIndex((value) => value !== 0);
      if (word >= 0) basis.push({ word, bit: bits[word] & -bits[word], bits });
    }
    return basis.map(({ bits }) => bits);
  }

  /** The directions of {@link packedSupportDirections} over all qubits, one entry a qubit. */
  supportDirections(): Uint8Array[] {
    return this.packedSupportDirections().map((bits) =>
      Uint8Array.from({ length: this.qubitCount }, (_, qubit) => (bits[qubit >> 5] >>> (qubit & 31)) & 1),
    );
  }
}

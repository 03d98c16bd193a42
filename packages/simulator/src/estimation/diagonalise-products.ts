import { gate } from "../circuit/operation.ts";
import type { GateOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { pauliProductsCommute } from "../operators/pauli-algebra.ts";
import type { PauliProduct } from "../operators/pauli-algebra.ts";
import { formatSparsePauli } from "../operators/pauli-text.ts";
import { PauliTable } from "./pauli-table.ts";

/** What a product becomes: sign · Z on every qubit of the mask. */
export interface DiagonalProduct {
  readonly mask: number;
  readonly sign: 1 | -1;
}

/** A Clifford circuit U and the products U P U† = ±Z…Z that it makes, in the order of the given ones. */
export interface Diagonalisation {
  readonly operations: readonly GateOperation[];
  readonly diagonals: readonly DiagonalProduct[];
}

/** Gates that are recorded and act on two tables alike. */
class CliffordRecorder {
  readonly operations: GateOperation[] = [];
  readonly #tables: readonly PauliTable[];

  constructor(...tables: readonly PauliTable[]) {
    this.#tables = tables;
  }

  apply(name: "h" | "sdg", qubit: number): void {
    this.operations.push(gate(name, [qubit]));
    for (const table of this.#tables) table[name](qubit);
  }

  applyTwo(name: "cx" | "cz", a: number, b: number): void {
    this.operations.push(gate(name, [a, b]));
    for (const table of this.#tables) table[name](a, b);
  }
}

/**
 * A circuit of h, sdg, cx and cz that turns commuting Pauli products into products of Z, so that one measurement in the
 * computational basis gives all of them: ⟨P⟩ = sign · ⟨Z…Z⟩ behind the circuit. Products that commute qubit by qubit
 * take one-qubit gates alone.
 *
 * On each qubit the most frequent letter is turned to Z. Then, of independent rows (x | z) over GF(2): the X part is row
 * reduced to (1 | A) on pivot qubits; a cx from its pivot clears each 1 of A; the Z part on the pivots is symmetric
 * because rows commute, a cz clears each pair of it, an sdg each diagonal entry; an h on every pivot turns X to Z.
 *
 * Throws {@link InvalidArgumentError} when two products do not commute.
 * Sources: Gokhale et al., arXiv:1907.13623, section 5; van den Berg and Temme, Quantum 4, 322 (2020), section 3.
 */
export function diagonaliseProducts(products: readonly PauliProduct[], qubitCount: number): Diagonalisation {
  checkCommuting(products);
  const all = new PauliTable(products);
  const rows = new PauliTable(products);
  const recorder = new CliffordRecorder(all, rows);
  turnFrequentLetters(recorder, products, qubitCount);
  const pivots = reduceRows(rows, qubitCount);
  pivots.forEach((pivot, row) => {
    for (let target = 0; target < qubitCount; target++) {
      if (target !== pivot && (rows.x[row] >>> target) & 1) recorder.applyTwo("cx", pivot, target);
    }
  });
  pivots.forEach((pivot, row) => {
    for (const other of pivots.slice(row + 1)) {
      if ((rows.z[row] >>> other) & 1) recorder.applyTwo("cz", pivot, other);
    }
  });
  pivots.forEach((pivot, row) => {
    if ((rows.z[row] >>> pivot) & 1) recorder.apply("sdg", pivot);
  });
  for (const pivot of pivots) recorder.apply("h", pivot);
  return {
    operations: recorder.operations,
    diagonals: products.map((_, row) => ({ mask: all.z[row], sign: all.sign[row] === 1 ? -1 : 1 })),
  };
}

function checkCommuting(products: readonly PauliProduct[]): void {
  products.forEach((a, index) => {
    const other = products.slice(index + 1).find((b) => !pauliProductsCommute(a, b));
    if (!other) return;
    throw new InvalidArgumentError(
      `products must commute to be measured together, got ${formatSparsePauli(a)} and ${formatSparsePauli(other)}`,
      { field: "products" },
    );
  });
}

function turnFrequentLetters(
  recorder: CliffordRecorder,
  products: readonly PauliProduct[],
  qubitCount: number,
): void {
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    const counts = [0, 0, 0, 0];
    for (const { x, z } of products) counts[((x >>> qubit) & 1) + 2 * ((z >>> qubit) & 1)]++;
    const [, xs, zs, ys] = counts;
    if (zs >= xs && zs >= ys) continue;
    if (ys > xs) recorder.apply("sdg", qubit);
    recorder.apply("h", qubit);
  }
}

/**
 * Row reduces the X part in place (rows are multiplied; their signs lose their meaning). Row k then has X on the pivot k
 * and on no other pivot; rows behind the last pivot have no X.
 */
function reduceRows({ x, z }: PauliTable, qubitCount: number): number[] {
  const pivots: number[] = [];
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    const next = pivots.length;
    let found = next;
    while (found < x.length && ((x[found] >>> qubit) & 1) === 0) found++;
    if (found === x.length) continue;
    [x[next], x[found]] = [x[found], x[next]];
    [z[next], z[found]] = [z[found], z[next]];
    for (let row = 0; row < x.length; row++) {
      if (row === next || ((x[row] >>> qubit) & 1) === 0) continue;
      x[row] ^= x[next];
      z[row] ^= z[next];
    }
    pivots.push(qubit);
  }
  return pivots;
}

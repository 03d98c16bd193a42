import type { PauliProduct } from "../operators/pauli-algebra.ts";

/** Rows ±P(x, z) that Clifford gates act on by conjugation, P → U P U†. */
export class PauliTable {
  readonly x: Int32Array;
  readonly z: Int32Array;
  /** 1 where the row has a minus sign. */
  readonly sign: Uint8Array;

  constructor(products: readonly PauliProduct[]) {
    this.x = Int32Array.from(products, ({ x }) => x);
    this.z = Int32Array.from(products, ({ z }) => z);
    this.sign = new Uint8Array(products.length);
  }

  /** Exchanges X and Z; Y → −Y. */
  h(qubit: number): void {
    for (let row = 0; row < this.x.length; row++) {
      const [x, z] = [(this.x[row] >>> qubit) & 1, (this.z[row] >>> qubit) & 1];
      this.sign[row] ^= x & z;
      this.x[row] ^= (x ^ z) << qubit;
      this.z[row] ^= (x ^ z) << qubit;
    }
  }

  /** X → −Y, Y → X. */
  sdg(qubit: number): void {
    for (let row = 0; row < this.x.length; row++) {
      const [x, z] = [(this.x[row] >>> qubit) & 1, (this.z[row] >>> qubit) & 1];
      this.sign[row] ^= x & (z ^ 1);
      this.z[row] ^= x << qubit;
    }
  }

  /** X of the control spreads to the target, Z of the target to the control. */
  cx(control: number, target: number): void {
    for (let row = 0; row < this.x.length; row++) {
      const [xc, zc] = [(this.x[row] >>> control) & 1, (this.z[row] >>> control) & 1];
      const [xt, zt] = [(this.x[row] >>> target) & 1, (this.z[row] >>> target) & 1];
      this.sign[row] ^= xc & zt & (xt ^ zc ^ 1);
      this.x[row] ^= xc << target;
      this.z[row] ^= zt << control;
    }
  }

  /** X of one qubit brings a Z on the other. */
  cz(a: number, b: number): void {
    for (let row = 0; row < this.x.length; row++) {
      const [xa, za] = [(this.x[row] >>> a) & 1, (this.z[row] >>> a) & 1];
      const [xb, zb] = [(this.x[row] >>> b) & 1, (this.z[row] >>> b) & 1];
      this.sign[row] ^= xa & xb & (za ^ zb);
      this.z[row] ^= (xb << a) ^ (xa << b);
    }
  }
}

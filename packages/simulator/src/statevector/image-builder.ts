const alignment = 16;

/** Grows a block of words and doubles whose addresses count from `base`, where it will lie in kernel memory. */
export class ImageBuilder {
  readonly base: number;
  #buffer = new ArrayBuffer(4096);
  #used = 0;

  constructor(base: number) {
    this.base = base;
  }

  /** Reserves zeroed bytes and returns their address. */
  reserve(bytes: number): number {
    const offset = this.#used;
    this.#used += Math.ceil(bytes / alignment) * alignment;
    if (this.#used > this.#buffer.byteLength) {
      const grown = new ArrayBuffer(2 * this.#used);
      new Uint8Array(grown).set(new Uint8Array(this.#buffer));
      this.#buffer = grown;
    }
    return this.base + offset;
  }

  /** Words at an address; valid until the next reservation. */
  words(address: number, count: number): Int32Array {
    return new Int32Array(this.#buffer, address - this.base, count);
  }

  /** Doubles at an address; valid until the next reservation. */
  doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.#buffer, address - this.base, count);
  }

  placeWords(values: readonly number[]): number {
    const address = this.reserve(4 * values.length);
    this.words(address, values.length).set(values);
    return address;
  }

  placeDoubles(values: ArrayLike<number>): number {
    const address = this.reserve(8 * values.length);
    this.doubles(address, values.length).set(values);
    return address;
  }

  /** The finished block. */
  finish(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#used);
  }
}

/** A list of numbers in one block of memory, which doubles when it is full. */
export class GrowingNumbers {
  #block = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#block.length) {
      const larger = new Float64Array(2 * this.#block.length);
      larger.set(this.#block);
      this.#block = larger;
    }
    this.#block[this.length++] = value;
  }

  /** A view of what was pushed; valid until the next push. */
  view(): Float64Array {
    return this.#block.subarray(0, this.length);
  }
}

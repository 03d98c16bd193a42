import { KernelError } from "../errors.ts";

const pageBytes = 65536;

/** Every allocation starts on a cache line. */
const alignment = 64;

/** An arena over one `WebAssembly.Memory`: allocations are zeroed, live as long as the arena, and never move. */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  // The first page stays free for the data that a kernel module brings along.
  #used = pageBytes;
  readonly #maximumPages: number;

  /** `shared` lets several threads work on the memory; kernels compiled to WASM need it. */
  constructor(options: { readonly maximumBytes: number; readonly shared: boolean }) {
    this.#maximumPages = Math.min(65536, Math.max(17, Math.ceil(options.maximumBytes / pageBytes) + 1));
    try {
      this.memory = new WebAssembly.Memory({
        initial: 16,
        maximum: this.#maximumPages,
        shared: options.shared,
      });
    } catch (cause) {
      throw new KernelError(
        `no memory of up to ${this.#maximumPages * pageBytes} bytes can be reserved for the kernels`,
        { bytes: this.#maximumPages * pageBytes },
        { cause },
      );
    }
  }

  /** Bytes handed out. */
  get usedBytes(): number {
    return this.#used;
  }

  /** Bytes that can still be handed out. */
  get availableBytes(): number {
    return this.#maximumPages * pageBytes - this.#used;
  }

  /** Forgets all allocations. What is allocated from then on holds what was there before. */
  clear(): void {
    this.#used = pageBytes;
  }

  /** Reserves zeroed bytes and returns their offset. */
  allocate(bytes: number): number {
    const offset = this.#used;
    const end = offset + Math.ceil(bytes / alignment) * alignment;
    const missingPages = Math.ceil(end / pageBytes) - this.memory.buffer.byteLength / pageBytes;
    if (missingPages > 0) {
      try {
        this.memory.grow(missingPages);
      } catch (cause) {
        throw new KernelError(
          `the kernels need ${end} bytes of memory, which exceeds the ${this.#maximumPages * pageBytes} reserved or the free memory`,
          { bytesNeeded: end, bytesReserved: this.#maximumPages * pageBytes },
          { cause },
        );
      }
    }
    this.#used = end;
    return offset;
  }

  /** Copies an array into the arena and returns its offset. */
  place(array: Int32Array | Float64Array): number {
    const offset = this.allocate(array.byteLength);
    if (array instanceof Int32Array) this.int32(offset, array.length).set(array);
    else this.float64(offset, array.length).set(array);
    return offset;
  }

  /** A view that stays valid until the next allocation. */
  float64(offset: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, offset, count);
  }

  /** A view that stays valid until the next allocation. */
  int32(offset: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, offset, count);
  }
}

/** First byte given out: the kernels' own static data lies below. */
const firstFreeByte = 65536;
const pageBytes = 65536;
/** Pages a 32-bit WebAssembly memory can have. */
const maximumPages = 65536;

/** Bytes a memory can hold at most. */
export const largestMemoryBytes = maximumPages * pageBytes;

/** A shared WebAssembly memory that grows as blocks of it are given out. Blocks are aligned to 16 bytes and zeroed. */
export interface IntegralMemory {
  readonly memory: WebAssembly.Memory;
  /** Gives out a block and returns its address. */
  allocate(byteLength: number): number;
  /** Marks the present end of the blocks. */
  mark(): number;
  /** Takes back all blocks given out since a mark. Blocks given out again are zeroed. */
  releaseTo(mark: number): void;
}

/** An empty {@link IntegralMemory}. */
export function createIntegralMemory(): IntegralMemory {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages, shared: true });
  let end = firstFreeByte;
  /** Bytes up to here have been given out before. */
  let touched = firstFreeByte;
  return {
    memory,
    allocate: (byteLength) => {
      const address = end;
      end += Math.ceil(byteLength / 16) * 16;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      const used = Math.min(touched, end);
      if (used > address) new Uint8Array(memory.buffer, address, used - address).fill(0);
      touched = Math.max(touched, end);
      return address;
    },
    mark: () => end,
    releaseTo: (mark) => {
      end = mark;
    },
  };
}

/** A view of doubles; valid also after the memory has grown. */
export function doublesAt(memory: WebAssembly.Memory, address: number, length: number): Float64Array {
  return new Float64Array(memory.buffer, address, length);
}

/** A view of 32-bit integers; valid also after the memory has grown. */
export function integersAt(memory: WebAssembly.Memory, address: number, length: number): Int32Array {
  return new Int32Array(memory.buffer, address, length);
}

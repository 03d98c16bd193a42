import { ChemistryTooLargeError } from "../errors.ts";

/** First byte given out: the kernels' own static data lies below. */
const firstFreeByte = 65536;
const pageBytes = 65536;
/** Pages to reserve, the most a 32-bit memory can have first: some browsers refuse to reserve 4 GiB. */
const reservations = [65536, 16384, 4096];

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
  const memory = reserveMemory();
  let end = firstFreeByte;
  /** Bytes up to here have been given out before. */
  let touched = firstFreeByte;
  return {
    memory,
    allocate: (byteLength) => {
      const address = end;
      end += Math.ceil(byteLength / 16) * 16;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) growMemory(memory, Math.ceil(missing / pageBytes));
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

function reserveMemory(): WebAssembly.Memory {
  let refusal: unknown;
  for (const maximum of reservations) {
    try {
      return new WebAssembly.Memory({ initial: 16, maximum, shared: true });
    } catch (error) {
      refusal = error;
    }
  }
  throw new ChemistryTooLargeError(
    `The integrals need ${(reservations.at(-1)! * pageBytes) / 2 ** 20} MiB of address space, which this JavaScript engine refuses`,
    { cause: refusal },
  );
}

function growMemory(memory: WebAssembly.Memory, pages: number): void {
  try {
    memory.grow(pages);
  } catch (cause) {
    const requiredBytes = memory.buffer.byteLength + pages * pageBytes;
    throw new ChemistryTooLargeError(
      `The integrals need ${(requiredBytes / 2 ** 20).toFixed(0)} MiB in one memory, which this JavaScript engine does not give; choose a smaller basis set or molecule, or lower the memory limit so that less is stored`,
      { details: { requiredBytes }, cause },
    );
  }
}

/** A view of doubles; valid also after the memory has grown. */
export function doublesAt(memory: WebAssembly.Memory, address: number, length: number): Float64Array {
  return new Float64Array(memory.buffer, address, length);
}

/** A view of 32-bit integers; valid also after the memory has grown. */
export function integersAt(memory: WebAssembly.Memory, address: number, length: number): Int32Array {
  return new Int32Array(memory.buffer, address, length);
}

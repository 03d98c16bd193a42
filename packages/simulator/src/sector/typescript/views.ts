/** Kernel memory as numbers; word index = byte offset / 4, double index = byte offset / 8. */
export interface KernelViews {
  readonly int32: Int32Array;
  readonly float64: Float64Array;
}

/** Views of the whole memory as it is now. */
export function kernelViews(memory: WebAssembly.Memory): KernelViews {
  return { int32: new Int32Array(memory.buffer), float64: new Float64Array(memory.buffer) };
}

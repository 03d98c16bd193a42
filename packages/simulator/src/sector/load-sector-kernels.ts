import { relaxedSimd, simd } from "../generated/sector-kernels.ts";
import type { KernelBuilds } from "../kernels/load-kernels.ts";

/** The WASM builds of assembly/sector. */
export const sectorKernelBuilds: KernelBuilds = { relaxedSimd, simd };

import { KernelError } from "../errors.ts";

/** The WASM builds of one kernel module, base64, as `scripts/build-kernels.mjs` writes them. */
export interface KernelBuilds {
  readonly relaxedSimd: string;
  readonly simd: string;
}

export type KernelBuildName = keyof KernelBuilds;

/**
 * A module that uses one relaxed-SIMD instruction (f64x2.relaxed_madd), to be validated and never run:
 * (module (func (param v128 v128 v128) (result v128) local.get 0 local.get 1 local.get 2 f64x2.relaxed_madd))
 */
const relaxedSimdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  8,
  1,
  96,
  3,
  123,
  123,
  123,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  13,
  1,
  11,
  0,
  32,
  0,
  32,
  1,
  32,
  2,
  253,
  135,
  2,
  11,
);

/** The fastest kernel build this JavaScript engine can run. */
export function probeKernelBuild(): KernelBuildName {
  return WebAssembly.validate(relaxedSimdProbe) ? "relaxedSimd" : "simd";
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

const compiledModules = new WeakMap<KernelBuilds, Map<KernelBuildName, Promise<WebAssembly.Module>>>();

/** Each build is compiled once a thread; later instances share its code. */
function compile(builds: KernelBuilds, build: KernelBuildName): Promise<WebAssembly.Module> {
  const modules = compiledModules.get(builds) ?? new Map<KernelBuildName, Promise<WebAssembly.Module>>();
  compiledModules.set(builds, modules);
  const module = modules.get(build) ?? WebAssembly.compile(decodeBase64(builds[build]));
  modules.set(build, module);
  return module;
}

/**
 * Compiles and instantiates a kernel module on the given memory.
 * The kernels import nothing but that memory (`env.memory`), shared so that several threads can work on it.
 */
export async function loadKernels<Exports>(
  builds: KernelBuilds,
  memory: WebAssembly.Memory,
  build: KernelBuildName = probeKernelBuild(),
): Promise<Exports> {
  const instance = await WebAssembly.instantiate(await compile(builds, build), {
    env: {
      memory,
      abort: () => {
        throw new KernelError("a WASM kernel aborted", { build });
      },
    },
  });
  return instance.exports as Exports;
}

import {
  evaluationModes,
  layoutFields,
  parities,
  programFields,
  systemFields,
  type SectorKernels,
} from "../kernel-fields.ts";
import { applyHamiltonian } from "./hamiltonian.ts";
import { rotateBackward, rotateForward } from "./rotations.ts";
import { combine, precondition, scalarProducts } from "./vectors.ts";
import { kernelViews } from "./views.ts";

/** The sector kernels in plain TypeScript, on one thread: the twin of the WASM module in the same steps. */
export function createTypescriptKernels(memory: WebAssembly.Memory): SectorKernels {
  return {
    evaluate: (system, program, mode) => {
      const views = kernelViews(memory);
      const { int32, float64 } = views;
      const words = program >>> 2;
      const layout = int32[words + programFields.layout];
      const elementCount = int32[(layout >>> 2) + layoutFields.elementCount];
      const psi = int32[words + programFields.psi];
      const lambda = int32[words + programFields.lambda];
      const tables = { betaStart: int32[(system >>> 2) + systemFields.betaStart] >>> 2 };
      float64.fill(0, psi >>> 3, (psi >>> 3) + elementCount);
      float64[(psi + int32[words + programFields.reference]) >>> 3] = 1;
      rotateForward(views, tables, program);
      if (mode === evaluationModes.state) return 0;
      const exchangeable = int32[(system >>> 2) + systemFields.exchangeable] === 1;
      applyHamiltonian(views, system, layout, psi, lambda, exchangeable ? parities.detect : parities.none);
      const list = program + 4 * programFields.psi;
      scalarProducts(views, list, 1, lambda, elementCount, int32[words + programFields.energyPartials]);
      if (mode === evaluationModes.gradient) rotateBackward(views, tables, program);
      return 0;
    },
    applyHamiltonian: (system, layout, source, result, parity) => {
      applyHamiltonian(kernelViews(memory), system, layout, source, result, parity);
      return 0;
    },
    scalarProducts: (list, listCount, vector, elementCount, partials) => {
      scalarProducts(kernelViews(memory), list, listCount, vector, elementCount, partials);
      return 0;
    },
    combine: (list, coefficients, listCount, result, elementCount) => {
      combine(kernelViews(memory), list, coefficients, listCount, result, elementCount);
      return 0;
    },
    precondition: (vector, diagonal, energy, elementCount) => {
      precondition(kernelViews(memory), vector, diagonal, energy, elementCount);
      return 0;
    },
  };
}

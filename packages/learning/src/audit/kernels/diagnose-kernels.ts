import { type DataSet, selectSamples } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import type { Kernel, KernelContext, KernelMatrix } from "../../kernels/kernel.ts";
import type { ModelKind, Settings } from "../../models/model.ts";
import type { PreprocessingStep } from "../../models/preprocessing-step.ts";
import { fitSteps } from "../../validation/nested/prepared-split.ts";
import { shuffled } from "../../validation/nested/training-rows.ts";
import { targetAlignment } from "./alignment.ts";
import {
  type KernelConcentration,
  kernelConcentration,
  type ShotsToResolve,
  shotsToResolve,
} from "./concentration.ts";
import { effectiveDimension, effectiveRank } from "./effective-rank.ts";
import { type GeometricDifference, geometricDifferences } from "./geometric-difference.ts";
import { kernelSpectrum } from "./gram-matrix.ts";
import { modelComplexity, standardisedTargets } from "./model-complexity.ts";

/** A kernel with the settings it is looked at with. */
export interface DiagnosedKernel {
  readonly kernel: Kernel;
  /** Default the first of the kernel's grid. */
  readonly settings?: Settings | undefined;
  /** Where its values are fidelities of states of so many qubits: shots and concentration are then given. */
  readonly qubitCount?: number | undefined;
}

export interface KernelDiagnosis {
  readonly name: string;
  readonly label: string;
  readonly kind: ModelKind;
  readonly settings: Settings;
  /** s_K of the standardised targets (of more than two classes their mean), with its two terms of the error. */
  readonly complexity: number;
  readonly generalisationTerm: number;
  readonly trainingTerm: number;
  readonly alignment: number | null;
  readonly centredAlignment: number | null;
  readonly effectiveRank: number;
  readonly effectiveDimension: number;
  /** Eigenvalues of the matrix of trace N, the largest first; at most 100. */
  readonly spectrum: readonly number[];
  readonly concentration: KernelConcentration;
  /** Null where no number of shots can tell rows apart. */
  readonly shots?: ShotsToResolve | null;
}

/** g(classical‖quantum) of a pair for each regularisation. */
export interface KernelPairDifference {
  readonly classical: string;
  readonly quantum: string;
  readonly value: number;
  readonly curve: readonly GeometricDifference[];
}

export interface KernelDiagnostics {
  readonly rowCount: number;
  /** That of `complexity`, `effectiveDimension` and of `value` of the pairs. */
  readonly regularisation: number;
  readonly kernels: readonly KernelDiagnosis[];
  readonly pairs: readonly KernelPairDifference[];
}

export interface DiagnoseKernelsOptions extends KernelContext {
  readonly steps?: readonly PreprocessingStep[] | undefined;
  /** Rows to take at most, at random. Default 300. */
  readonly maximumRows?: number | undefined;
  /** Default 0.01, of a matrix of trace N. */
  readonly regularisation?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
}

/** Further regularisations for which g is given. */
const regularisationCurve = [1e-4, 1e-3, 1e-2, 1e-1, 1];

function diagnose(
  { kernel, settings = kernel.grid[0], qubitCount }: DiagnosedKernel,
  gram: KernelMatrix,
  data: DataSet,
  regularisation: number,
): { diagnosis: KernelDiagnosis; spectrum: ReturnType<typeof kernelSpectrum> } {
  const spectrum = kernelSpectrum(gram);
  const complexities = standardisedTargets(data).map((column) =>
    modelComplexity(spectrum, column, regularisation),
  );
  const average = (part: "complexity" | "generalisationTerm" | "trainingTerm"): number =>
    complexities.reduce((sum, complexity) => sum + complexity[part], 0) / complexities.length;
  const { plain, centred } = targetAlignment(gram, data);
  const concentration = kernelConcentration(gram, qubitCount);
  const isFidelity =
    qubitCount !== undefined && concentration.minimum >= -1e-9 && concentration.maximum <= 1 + 1e-9;
  return {
    spectrum,
    diagnosis: {
      name: kernel.name,
      label: kernel.label,
      kind: kernel.kind,
      settings,
      complexity: average("complexity"),
      generalisationTerm: average("generalisationTerm"),
      trainingTerm: average("trainingTerm"),
      alignment: plain ?? null,
      centredAlignment: centred ?? null,
      effectiveRank: effectiveRank(spectrum.values),
      effectiveDimension: effectiveDimension(spectrum.values, regularisation),
      spectrum: Array.from(spectrum.values.subarray(0, 100)),
      concentration,
      ...(isFidelity && { shots: concentration.variance > 0 ? shotsToResolve(gram) : null }),
    },
  };
}

/**
 * What kernels see in some rows: complexity of the targets, alignment, effective rank, concentration, shots, and the
 * geometric difference of every pair of a classical and a quantum kernel. Give the rows that are trained on.
 *
 * @throws ModelError where there is no kernel, names repeat, or a Gram matrix is not positive semidefinite.
 */
export async function diagnoseKernels(
  data: DataSet,
  kernels: readonly DiagnosedKernel[],
  options: DiagnoseKernelsOptions = {},
): Promise<KernelDiagnostics> {
  const { steps = [], maximumRows = 300, regularisation = 0.01, seed = 1, pool, signal } = options;
  const names = kernels.map(({ kernel }) => kernel.name);
  if (kernels.length === 0 || new Set(names).size !== names.length) {
    throw new ModelError(`kernels must be at least one, with different names, got [${names.join(", ")}]`);
  }
  if (!(Number.isInteger(maximumRows) && maximumRows >= 2)) {
    throw new ModelError(`maximumRows must be an integer of at least 2, got ${maximumRows}`);
  }
  const all = Array.from({ length: data.targets.length }, (_, row) => row);
  const rows =
    all.length <= maximumRows
      ? all
      : shuffled(all, seed)
          .slice(0, maximumRows)
          .sort((a, b) => a - b);
  const prepared = fitSteps(selectSamples(data, rows), steps).data;
  const found: ReturnType<typeof diagnose>[] = [];
  for (const entry of kernels) {
    signal?.throwIfAborted();
    const gram = await entry.kernel.gram(
      prepared.features,
      undefined,
      entry.settings ?? entry.kernel.grid[0],
      { pool, signal },
    );
    found.push(diagnose(entry, gram, prepared, regularisation));
  }
  const pairs: KernelPairDifference[] = [];
  for (const classical of found.filter(({ diagnosis }) => diagnosis.kind === "classical")) {
    for (const quantum of found.filter(({ diagnosis }) => diagnosis.kind === "quantum")) {
      signal?.throwIfAborted();
      const [{ value }, ...curve] = geometricDifferences(classical.spectrum, quantum.spectrum, [
        regularisation,
        ...regularisationCurve,
      ]);
      pairs.push({ classical: classical.diagnosis.name, quantum: quantum.diagnosis.name, value, curve });
    }
  }
  return { rowCount: rows.length, regularisation, kernels: found.map(({ diagnosis }) => diagnosis), pairs };
}

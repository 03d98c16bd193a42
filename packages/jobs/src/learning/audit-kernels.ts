import type { AuditResult } from "@ansatz/contract";
import {
  applySteps,
  diagnoseKernels,
  fitSteps,
  reducingSteps,
  selectSamples,
  typicalSettings,
  type DataSet,
  type DiagnosedKernel,
  type KernelDiagnostics,
  type ModelAudit,
  type Settings,
  type StandardModel,
} from "@ansatz/learning";

type KernelReport = AuditResult["kernels"][number];

/** Rows and columns of a Gram matrix's picture. */
const pictureSize = 64;
/** Variance over that of Haar-random states from which a kernel counts as concentrated. */
const concentrated = 10;
/** Eigenvalues that are reported. */
const spectrumSize = 50;

interface ChosenKernel extends DiagnosedKernel {
  readonly settings: Settings;
}

/** Every kernel once, with the settings that its models chose on most folds. */
function chosenKernels(models: readonly StandardModel[], audits: readonly ModelAudit[]): ChosenKernel[] {
  const chosen = new Map<string, ChosenKernel>();
  for (const { model, kernel } of models) {
    if (kernel === undefined || chosen.has(kernel.kernel.name)) continue;
    const audit = audits.find(({ name }) => name === model.name);
    const found = audit === undefined ? undefined : typicalSettings(audit.settings);
    const names = Object.keys(kernel.kernel.grid[0]);
    const own = Object.fromEntries(Object.entries(found ?? {}).filter(([name]) => names.includes(name)));
    chosen.set(kernel.kernel.name, {
      kernel: kernel.kernel,
      settings: { ...kernel.kernel.grid[0], ...own },
      ...(kernel.qubitCount === undefined ? {} : { qubitCount: kernel.qubitCount }),
    });
  }
  return [...chosen.values()];
}

/** The kernel matrix of some rows in the order of their targets. */
async function drawPicture(
  { kernel, settings }: ChosenKernel,
  data: DataSet,
): Promise<KernelReport["picture"]> {
  const order = Array.from(data.targets.keys()).sort((a, b) => data.targets[a] - data.targets[b]);
  const size = Math.min(pictureSize, order.length);
  const rows = Array.from({ length: size }, (_, k) => order[Math.floor((k * order.length) / size)]);
  const { values } = await kernel.gram(selectSamples(data, rows).features, undefined, settings, {});
  return { size, values: Array.from(values, (value) => Number(value.toPrecision(4))) };
}

/** What the kernels behind an audit's models see; undefined where there are none. */
export async function reportKernels(
  data: DataSet,
  models: readonly StandardModel[],
  audits: readonly ModelAudit[],
  options: {
    readonly qubits: number;
    readonly reduction: "mutual-information" | "pca" | "forward-selection";
    readonly seed: number;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly diagnostics: KernelDiagnostics; readonly reports: KernelReport[] } | undefined> {
  const kernels = chosenKernels(models, audits);
  if (kernels.length === 0) return undefined;
  const { qubits, reduction, seed, signal } = options;
  const steps = reducingSteps({
    task: data.task,
    qubits: Math.min(qubits, data.features.columnCount),
    reduction,
    seed,
  });
  const diagnostics = await diagnoseKernels(data, kernels, { steps, seed, signal });
  const { fitted } = fitSteps(data, steps);
  const described = { ...data, features: applySteps(data.features, fitted) };
  const reports: KernelReport[] = [];
  for (const [k, chosen] of kernels.entries()) {
    signal.throwIfAborted();
    const { name, kind, settings, alignment, effectiveDimension, concentration, shots, spectrum } =
      diagnostics.kernels[k];
    const total = spectrum.reduce((sum, value) => sum + value, 0);
    const differences = diagnostics.pairs.filter(({ quantum }) => quantum === name).map(({ value }) => value);
    reports.push({
      name,
      kind,
      settings: { ...settings },
      // The smallest over the classical kernels: the one that comes closest.
      geometricDifference: differences.length === 0 ? null : Math.min(...differences),
      alignment,
      effectiveDimension,
      offDiagonalMean: concentration.mean,
      offDiagonalDeviation: Math.sqrt(concentration.variance),
      shotsNeeded: shots?.perEntry ?? null,
      isConcentrated: (concentration.varianceOverHaar ?? Infinity) < concentrated,
      spectrum: spectrum.slice(0, spectrumSize).map((value) => value / total),
      picture: await drawPicture(chosen, described),
    });
  }
  return { diagnostics, reports };
}

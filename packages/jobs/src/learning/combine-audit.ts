import type { AuditModel, AuditRequest, AuditResult, Verdict } from "@ansatz/contract";
import {
  combineAudit,
  flagOutOfDomain,
  selectRows,
  trainRowsOf,
  type AuditResult as LibraryAudit,
  type AuditVerdict,
  type LearningCurve,
  type MetricName,
  type ModelAudit,
  type ModelComparison,
  type StandardModel,
} from "@ansatz/learning";
import type { TaskContext } from "../definitions/job-definition.ts";
import { reportKernels } from "./audit-kernels.ts";
import { reportNetwork } from "./audit-network.ts";
import { openAudit, type AuditTaskOutput } from "./audit-tasks.ts";
import type { LearningData } from "./learning-data.ts";

/** Levels of nominal coverage that are reported. */
const coverageLevels = [0.5, 0.8, 0.95];

const levels: Readonly<Record<AuditVerdict["level"], Verdict["level"]>> = {
  advantage: "excellent",
  "entanglement-unneeded": "good",
  "twin-missing": "caution",
  "no-evidence": "good",
  "classical-better": "good",
  "no-skill": "caution",
  "not-compared": "caution",
};

function describeModel(
  audit: ModelAudit,
  { inputs }: StandardModel,
  curve: LearningCurve | undefined,
): AuditModel {
  const { metrics, settings, calibration, seconds } = audit;
  const mean = (name: MetricName): number | null => metrics[name]?.mean ?? null;
  const deviation = (name: MetricName): number | null => metrics[name]?.deviation ?? null;
  const coverage = calibration?.coverage
    .filter(({ level }) => coverageLevels.some((wanted) => Math.abs(wanted - level) < 1e-9))
    .map(({ level, observed }) => ({ nominal: level, observed }));
  return {
    name: audit.name,
    label: audit.label,
    kind: audit.kind,
    inputs,
    mae: mean("mae"),
    maeStd: deviation("mae"),
    rmse: mean("rmse"),
    r2: mean("r2"),
    accuracy: mean("accuracy"),
    accuracyStd: deviation("accuracy"),
    balancedAccuracy: mean("balancedAccuracy"),
    rocAuc: mean("rocAuc"),
    logLoss: mean("logLoss"),
    perFold: audit.score.perFold.map((score) => score ?? 0),
    settings: settings.map((chosen) => ({ ...chosen })),
    coverage: coverage ?? null,
    learningCurve:
      curve?.points.map(({ size, score }) => ({
        rows: size,
        score: score.mean,
        deviation: score.deviation,
      })) ?? null,
    seconds: seconds.choosing + seconds.fitting,
  };
}

function describeComparison(comparison: ModelComparison): AuditResult["comparisons"][number] {
  const { first, second, purpose, test, probabilities, correctedPValue, outcome } = comparison;
  return {
    model: first,
    against: second,
    difference: test.mean,
    interval: [test.lower, test.upper],
    pValue: test.pValue,
    probabilityBetter: probabilities.better,
    probabilityEquivalent: probabilities.equivalent,
    probabilityWorse: probabilities.worse,
    purpose,
    correctedPValue,
    outcome,
  };
}

/** The model of a kind with the best score; a constant prediction does not count. */
function bestOf(
  audits: readonly ModelAudit[],
  kind: ModelAudit["kind"],
  isHigherBetter: boolean,
): ModelAudit | undefined {
  const sign = isHigherBetter ? -1 : 1;
  return audits
    .filter((audit) => audit.kind === kind && !audit.name.startsWith("dummy"))
    .reduce<ModelAudit | undefined>(
      (best, audit) =>
        best === undefined || sign * audit.score.mean < sign * best.score.mean ? audit : best,
      undefined,
    );
}

/** Held-out predictions of two models, a row of the first repeat each. */
function predictionsOf(
  learning: LearningData,
  folds: readonly { readonly index: number; readonly repeat: number; readonly testRows: readonly number[] }[],
  quantum: ModelAudit | undefined,
  classical: ModelAudit | undefined,
): AuditResult["predictions"] {
  const { data, labels, rows } = learning;
  const placesOf = (audit: ModelAudit | undefined): ReadonlyMap<string, number> =>
    new Map(audit?.predictions.rows.map((row, k) => [`${audit.predictions.folds[k]} ${row}`, k]));
  const [quantumPlaces, classicalPlaces] = [placesOf(quantum), placesOf(classical)];
  const valueAt = (list: readonly number[] | undefined, at: number | undefined): number | null =>
    at === undefined ? null : (list?.[at] ?? null);
  return folds
    .filter(({ repeat }) => repeat === 0)
    .flatMap((fold) => {
      const training = selectRows(data.features, trainRowsOf(fold, data.targets.length));
      const { isOutside } = flagOutOfDomain(training, selectRows(data.features, fold.testRows));
      return fold.testRows.map((row, k) => {
        const key = `${fold.index} ${row}`;
        const [ofQuantum, ofClassical] = [quantumPlaces.get(key), classicalPlaces.get(key)];
        return {
          row: rows[row],
          name: labels[row],
          fold: fold.index,
          actual: data.targets[row],
          quantum: valueAt(quantum?.predictions.values, ofQuantum),
          quantumDeviation: valueAt(quantum?.predictions.deviations, ofQuantum),
          classical: valueAt(classical?.predictions.values, ofClassical),
          classicalDeviation: valueAt(classical?.predictions.deviations, ofClassical),
          isOutOfDomain: isOutside[k],
        };
      });
    })
    .sort((a, b) => a.row - b.row);
}

function foldsInWords({ folds, repeats }: AuditRequest, count: number): string {
  if (folds === "matbench") return "the five official folds of Matbench";
  if (typeof folds === "object") return `${count} folds of the column ${folds.column}`;
  return repeats > 1 ? `${folds} shuffled folds, ${repeats} times over` : `${folds} shuffled folds`;
}

/** The result of an audit from the outputs of all its tasks. */
export async function combineAuditParts(
  request: AuditRequest,
  outputs: readonly AuditTaskOutput[],
  { signal, onProgress }: TaskContext,
): Promise<AuditResult> {
  const { learning, plan, curve, models, notes } = await openAudit(request);
  const { data } = learning;
  const of = (kind: AuditTaskOutput["kind"]) =>
    outputs.filter((output) => output.kind === kind).flatMap((output) => output.outputs);
  onProgress({ stage: "diagnose", message: "Comparing the models", fraction: 0.94 });
  const first: LibraryAudit = combineAudit(data, plan, of("folds"));
  const { qubits, reduction, seed } = request;
  const kernels = await reportKernels(data, models, first.models, { qubits, reduction, seed, signal });
  const audit = kernels ? combineAudit(data, plan, of("folds"), { diagnostics: kernels.diagnostics }) : first;
  const curves = curve ? combineAudit(data, curve, of("curve")).learningCurves : [];
  const { isHigherBetter } = audit.metric;
  const [quantum, classical] = [
    bestOf(audit.models, "quantum", isHigherBetter),
    bestOf(audit.models, "classical", isHigherBetter),
  ];
  const dummies = audit.models.filter(({ name }) => name.startsWith("dummy"));
  const leakage = outputs.find((output) => output.leakage !== null)?.leakage ?? null;
  const { verdict } = audit;
  const quantumKernels = kernels?.reports.filter(({ kind }) => kind === "quantum") ?? [];
  const differences = quantumKernels.flatMap(({ geometricDifference: g }) => (g === null ? [] : [g]));
  return {
    models: audit.models.map((model) =>
      describeModel(
        model,
        models.find((entry) => entry.model.name === model.name)!,
        curves.find((entry) => entry.model === model.name),
      ),
    ),
    comparisons: audit.comparisons.map(describeComparison),
    geometricDifference: differences.length === 0 ? null : Math.max(...differences),
    kernels: kernels?.reports ?? [],
    network: await reportNetwork(models, {
      qubits: Math.min(qubits, data.features.columnCount),
      seed,
      signal,
    }),
    predictions: predictionsOf(learning, plan.folds, quantum, classical),
    outcome: verdict.level,
    headline: verdict.headline,
    cautions: [...verdict.cautions],
    metric: { ...audit.metric },
    bestQuantum: quantum?.name ?? null,
    bestClassical: classical?.name ?? null,
    dummy: bestDummy(dummies, isHigherBetter),
    leakage: leakage && {
      isLeaking: leakage.isLeaking,
      findings: leakage.findings.map(({ message }) => message),
      permutedSkill: leakage.permutedSkill.map(({ model, mean }) => ({ model, mean })),
    },
    folds: {
      outer: new Set(plan.folds.filter(({ repeat }) => repeat === 0).map(({ index }) => index)).size,
      inner: request.innerFolds,
      repeats: request.repeats,
      description: foldsInWords(request, plan.folds.length),
    },
    task: data.task,
    target: { ...learning.target, classes: [...learning.target.classes] },
    rows: data.targets.length,
    dropped: learning.dropped,
    features: data.features.columnCount,
    qubits: Math.min(qubits, data.features.columnCount),
    findings: [...learning.findings],
    verdict: { level: levels[verdict.level], text: verdict.text },
    warnings: [...learning.warnings, ...notes],
    seed,
    seconds: audit.models.reduce((sum, { seconds }) => sum + seconds.choosing + seconds.fitting, 0),
    threads: 1,
  };
}

function bestDummy(dummies: readonly ModelAudit[], isHigherBetter: boolean): string | null {
  const sign = isHigherBetter ? -1 : 1;
  const sorted = [...dummies].sort((a, b) => sign * (a.score.mean - b.score.mean));
  return sorted.at(0)?.name ?? null;
}

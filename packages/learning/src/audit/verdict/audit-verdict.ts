import { bestBy, chosenNames, type ComparedModel } from "../comparison/compare-audit.ts";
import type { ComparisonPurpose, ModelComparison } from "../comparison/compare-models.ts";
import type { KernelDiagnostics } from "../kernels/diagnose-kernels.ts";
import { type MetricName, metricTable } from "../../validation/metrics/score-prediction.ts";
import {
  cautionsOf,
  describeChoice,
  describeComparison,
  describeGeometry,
  describeShots,
  describeTwin,
} from "./sentences.ts";

/**
 * What an audit found:
 *
 * - `advantage`: a quantum model beats the best classical ones, and its twin without entanglement.
 * - `entanglement-unneeded`: it beats the classical ones, and its twin is not shown to be worse.
 * - `twin-missing`: it beats the classical ones, and no twin tells whether entanglement is why.
 * - `no-evidence`: no difference can be told.
 * - `classical-better`: a classical model beats the quantum ones.
 * - `no-skill`: no model that learns beats a prediction that ignores the features.
 * - `not-compared`: there is no quantum or no classical model.
 */
export const verdictLevels = [
  "advantage",
  "entanglement-unneeded",
  "twin-missing",
  "no-evidence",
  "classical-better",
  "no-skill",
  "not-compared",
] as const;
export type VerdictLevel = (typeof verdictLevels)[number];

export interface AuditVerdict {
  readonly level: VerdictLevel;
  /** One sentence. */
  readonly headline: string;
  /** The headline and everything that it rests on. */
  readonly text: string;
  /** What limits these findings. */
  readonly cautions: readonly string[];
}

export interface VerdictInput {
  readonly metric: MetricName;
  readonly models: readonly ComparedModel[];
  readonly comparisons: readonly ModelComparison[];
  readonly twins: Readonly<Record<string, string>>;
  readonly foldCount: number;
  readonly rowCount: number;
  readonly practicalDifference: number;
  readonly diagnostics?: KernelDiagnostics | undefined;
  /** For people, by name. */
  readonly labels: Readonly<Partial<Record<string, string>>>;
}

const headlines: Readonly<Record<VerdictLevel, string>> = {
  advantage:
    "Evidence of a quantum advantage in prediction on this data: a quantum model beats the best classical ones here, and its twin without entanglement.",
  "entanglement-unneeded":
    "A model simulated as a quantum one predicts best here, but not by entanglement: its twin without any, which is classically easy, is not shown to be worse.",
  "twin-missing":
    "A quantum model predicts best here, but without its entanglement-removed twin nothing says that quantum effects are why.",
  "no-evidence":
    "No evidence of a quantum benefit on this data: the quantum and classical models cannot be told apart.",
  "classical-better": "No evidence of a quantum benefit on this data: a classical model predicts better.",
  "no-skill":
    "No model is shown to predict better than one that ignores the features, so there is nothing to compare yet: more rows, folds or repeats tell more.",
  "not-compared":
    "Quantum and classical models are not both present, so nothing is said about a quantum benefit.",
};

const isChosenName = (name: string): boolean =>
  name === chosenNames.quantum || name === chosenNames.classical;

/** A model's comparison of one purpose. */
function findComparison(
  comparisons: readonly ModelComparison[],
  purpose: ComparisonPurpose,
  first?: string,
): ModelComparison | undefined {
  return comparisons.find(
    (comparison) => comparison.purpose === purpose && (first === undefined || comparison.first === first),
  );
}

/** The model of a kind that has the best mean inner score: chosen without any held-out row. */
function preferred(
  models: readonly ComparedModel[],
  kind: "quantum" | "classical",
  metric: MetricName,
): ComparedModel | undefined {
  const inner = ({ innerScores }: ComparedModel): number | null =>
    innerScores.reduce<number | null>(
      (sum, score) => (sum === null || score === null ? null : sum + score),
      0,
    );
  return bestBy(
    models.filter((model) => model.kind === kind),
    inner,
    metric,
  );
}

function levelOf(
  { comparisons, models, metric }: VerdictInput,
  quantum: ComparedModel | undefined,
): VerdictLevel {
  const chosen = findComparison(comparisons, "chosen-quantum-against-chosen-classical");
  if (chosen === undefined || quantum === undefined) return "not-compared";
  // Of many models that know nothing some would pass: those that inner folds choose speak for all.
  const againstConstant = comparisons.filter(({ purpose }) => purpose === "chosen-against-constant");
  if (againstConstant.length > 0 && !againstConstant.some(({ outcome }) => outcome === "better"))
    return "no-skill";
  const againstBest = findComparison(comparisons, "quantum-against-best-classical", quantum.name)!;
  if (chosen.outcome === "worse") return "classical-better";
  // The preferred quantum model must beat the classical choice and the classical model that came out best.
  if (chosen.outcome !== "better" || againstBest.outcome !== "better") {
    const all = comparisons.filter(({ purpose }) => purpose === "quantum-against-best-classical");
    return all.every(({ outcome }) => outcome === "worse") ? "classical-better" : "no-evidence";
  }
  const hasSkill = findComparison(comparisons, "model-against-constant", quantum.name);
  if (hasSkill !== undefined && hasSkill.outcome !== "better") return "no-evidence";
  const twin = findComparison(comparisons, "quantum-against-twin", quantum.name);
  if (twin === undefined) return "twin-missing";
  if (twin.outcome !== "better") return "entanglement-unneeded";
  // A twin of another quantum model, or any control, that predicts as well explains the gain too.
  const best = bestBy(models, ({ perFold }) => perFold.reduce((sum, score) => sum + score, 0), metric);
  return best?.kind === "control" ? "entanglement-unneeded" : "advantage";
}

/**
 * The verdict of an audit in plain words. It says "advantage" only where the quantum model that the inner folds prefer
 * beats, at p below 0.05 corrected for the number of models, the classical model that inner folds prefer, the classical
 * model that came out best, the control, and its own twin without entanglement.
 */
export function auditVerdict(input: VerdictInput): AuditVerdict {
  const { comparisons, metric, models, diagnostics } = input;
  const quantum = preferred(models, "quantum", metric);
  const classical = preferred(models, "classical", metric);
  const level = levelOf(input, quantum);
  const kernelLabels: VerdictInput["labels"] = Object.fromEntries(
    (diagnostics?.kernels ?? []).map((kernel) => [kernel.name, kernel.label]),
  );
  const label = (name: string): string =>
    isChosenName(name) ? `the ${name}` : `“${input.labels[name] ?? kernelLabels[name] ?? name}”`;
  const { label: metricLabel } = metricTable[metric];
  const sentences: string[] = [headlines[level]];
  if (quantum !== undefined && classical !== undefined && level !== "not-compared") {
    sentences.push(describeChoice(label(quantum.name), label(classical.name), input.foldCount, metricLabel));
    const chosen = findComparison(comparisons, "chosen-quantum-against-chosen-classical")!;
    sentences.push(describeComparison(chosen, label, metric, input.practicalDifference));
    const againstBest = findComparison(comparisons, "quantum-against-best-classical", quantum.name)!;
    sentences.push(describeComparison(againstBest, label, metric, input.practicalDifference));
    sentences.push(
      describeTwin(findComparison(comparisons, "quantum-against-twin", quantum.name), label, metric),
    );
  }
  if (diagnostics !== undefined) {
    sentences.push(...describeGeometry(diagnostics, label), ...describeShots(diagnostics, label));
  }
  return { level, headline: headlines[level], text: sentences.join(" "), cautions: cautionsOf(input) };
}

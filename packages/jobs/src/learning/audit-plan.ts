import type { AuditRequest } from "@ansatz/contract";
import {
  LearningTooLargeError,
  ModelError,
  planAudit,
  standardModels,
  type AuditPlan,
  type FoldProtocol,
  type StandardModel,
} from "@ansatz/learning";
import type { LearningData } from "./learning-data.ts";

/** Rows above which a kernel's matrix and its decomposition take too long in nested folds. */
const greatestRows = 5000;
/** Rows below which the quantum neural networks are trained by default. */
const networkRows = 1000;
/** Most rows for which models that keep an n × n matrix are taken by default. */
const kernelRows = 2500;

/** A plan with the models it names. */
export interface PreparedAudit {
  readonly plan: AuditPlan;
  /** Of few models on fewer rows; undefined where no learning curve is asked for or the rows are too few. */
  readonly curve: AuditPlan | undefined;
  readonly models: readonly StandardModel[];
  readonly notes: readonly string[];
}

function foldProtocol(request: AuditRequest, { data, groups }: LearningData): FoldProtocol {
  const { folds, repeats, seed } = request;
  if (folds === "matbench") return { kind: "matbench" };
  // The column that numbers folds was read as the groups.
  if (typeof folds === "object") return { kind: "given", labels: groups };
  if (request.group !== undefined) return { kind: "grouped", folds, groups };
  const isStratified = data.task === "classification";
  if (repeats > 1) return { kind: "repeated", folds, repeats, seed, isStratified };
  return { kind: isStratified ? "stratified" : "k-fold", folds, seed };
}

/** The models that a request names, or all that suit the task and the number of rows. */
export function modelsOf(
  request: Pick<AuditRequest, "models" | "qubits" | "reduction" | "seed" | "shots">,
  { data }: LearningData,
): { readonly models: StandardModel[]; readonly notes: string[] } {
  const { qubits, reduction, seed, shots } = request;
  const rowCount = data.targets.length;
  const all = standardModels({
    task: data.task,
    qubits: Math.min(qubits, data.features.columnCount),
    reduction,
    seed,
    ...(shots === undefined ? {} : { shots }),
  });
  const notes: string[] = [];
  if (qubits > data.features.columnCount) {
    notes.push(
      `The description has ${data.features.columnCount} features: quantum models get as many qubits instead of ${qubits}.`,
    );
  }
  if (request.models !== undefined) {
    const unknown = request.models.filter((name) => !all.some(({ model }) => model.name === name));
    if (unknown.length > 0) {
      throw new ModelError(
        `models must be of those for a ${data.task}: ${all.map(({ model }) => model.name).join(", ")}; got ${unknown.join(", ")}`,
        { unknown },
      );
    }
    const wanted = new Set(request.models);
    const isWanted = ({ model, sampled }: StandardModel): boolean =>
      wanted.has(model.name) || (sampled !== undefined && wanted.has(sampled));
    const models = all.filter(isWanted);
    if (shots !== undefined && !models.some(({ sampled }) => sampled !== undefined)) {
      throw new ModelError(
        `shots must go with a model of a fidelity kernel: ${all.flatMap(({ sampled }) => sampled ?? []).join(" or ")}; got ${request.models.join(", ")}`,
        { models: request.models },
      );
    }
    return { models, notes };
  }
  const suits = ({ model: { name }, kernel, isApproximate, sampled }: StandardModel): boolean => {
    if (isApproximate) return rowCount > kernelRows;
    if (name.includes("neural-network")) return rowCount <= networkRows;
    return (kernel === undefined && sampled === undefined) || rowCount <= kernelRows;
  };
  const left = all.filter((model) => !suits(model) && !model.isApproximate).map(({ model }) => model.name);
  if (left.length > 0) {
    notes.push(
      `Left out for ${rowCount.toLocaleString("en-US")} rows, name them to have them: ${left.join(", ")}.`,
    );
  }
  return { models: all.filter(suits), notes };
}

/** Models whose learning curves are drawn: the best known of each kind, and a quantum one with its twin. */
function curveModels(models: readonly StandardModel[]): StandardModel[] {
  const wanted = [
    "dummy-median",
    "dummy-prior",
    "random-forest",
    "rbf-kernel-ridge-reduced",
    "rbf-support-vector-reduced",
    "zz-fidelity-kernel-ridge",
    "zz-fidelity-support-vector",
    "zz-unentangled-fidelity-kernel-ridge",
    "zz-unentangled-fidelity-support-vector",
  ];
  return models.filter(({ model }) => wanted.includes(model.name));
}

/** Sizes of a learning curve beside the whole: a quarter and a half of the training rows. */
function curveSizes(plan: AuditPlan): number[] {
  const smallest = Math.min(...plan.folds.map(({ testRows }) => plan.rowCount - testRows.length));
  return [Math.floor(smallest / 4), Math.floor(smallest / 2)].filter(
    (size) => size >= Math.max(10, 2 * plan.settings.innerFolds),
  );
}

/**
 * The tasks of an audit.
 *
 * @throws DataSetError, ModelError; LearningTooLargeError for more rows than nested folds can take in time.
 */
export function prepareAudit(request: AuditRequest, learning: LearningData): PreparedAudit {
  const { data } = learning;
  if (data.targets.length > greatestRows) {
    throw new LearningTooLargeError(
      `an audit takes up to ${greatestRows.toLocaleString("en-US")} rows, got ${data.targets.length.toLocaleString("en-US")}: audit a sample of the rows; train a model on all of them with the command train`,
      { rowCount: data.targets.length, limit: greatestRows },
    );
  }
  const { models, notes } = modelsOf(request, learning);
  const names = new Set(models.map(({ model }) => model.name));
  const twins = Object.fromEntries(
    models.flatMap(({ model, twin }) => (twin !== undefined && names.has(twin) ? [[model.name, twin]] : [])),
  );
  const settings = {
    outer: foldProtocol(request, learning),
    innerFolds: request.innerFolds,
    seed: request.seed,
  };
  const plan = planAudit(
    data,
    models.map(({ model }) => model),
    { ...settings, twins },
  );
  const drawn = curveModels(models);
  const sizes = curveSizes(plan);
  const curve =
    request.learningCurve && drawn.length > 0 && sizes.length > 0
      ? planAudit(
          data,
          drawn.map(({ model }) => model),
          { ...settings, learningSizes: sizes },
        )
      : undefined;
  return { plan, curve, models, notes };
}

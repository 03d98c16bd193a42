import type { TrainedModel, TrainRequest, TrainResult, Verdict } from "@ansatz/contract";
import {
  combineAudit,
  encodeArray,
  LearningTooLargeError,
  planAudit,
  runAuditFold,
  selectSamples,
  typicalSettings,
  type FoldProtocol,
  type ModelAudit,
  type StandardModel,
} from "@ansatz/learning";
import { createRandom } from "@ansatz/simulator";
import type { TaskContext } from "../definitions/job-definition.ts";
import { readLearningDataOnce, type LearningData } from "./learning-data.ts";
import { modelVersion } from "./model-version.ts";
import { namedModel } from "./named-model.ts";

/** Rows that a kernel method keeps all of, squared. */
const greatestKernelRows = 3000;
/** Rows by which settings are chosen and the error is measured, of more. */
const mostJudgedRows = 2000;
/** Training rows that go along with a model, to tell what lies outside of them. */
const domainRows = 500;
const inner = 3;

/** Reads a request's data and finds its model. Throws as both do, and LearningTooLargeError for too many rows. */
export async function prepareTraining(request: TrainRequest): Promise<{
  readonly learning: LearningData;
  readonly chosen: StandardModel;
  readonly dummy: StandardModel;
}> {
  const learning = await readLearningDataOnce(request);
  const { task, features, targets } = learning.data;
  const chosen = namedModel(request.model, task, request, features.columnCount);
  if (chosen.kernel !== undefined && targets.length > greatestKernelRows) {
    throw new LearningTooLargeError(
      `${request.model} keeps a matrix of all pairs of rows: up to ${greatestKernelRows.toLocaleString("en-US")} rows, got ${targets.length.toLocaleString("en-US")}; take random-forest or gradient-boosting, or fewer rows`,
      { rowCount: targets.length, limit: greatestKernelRows },
    );
  }
  const dummyName = task === "regression" ? "dummy-median" : "dummy-prior";
  return { learning, chosen, dummy: namedModel(dummyName, task, request, features.columnCount) };
}

/** All rows, or as many of them by a seed as nested folds can take in time. */
function judgedRows(learning: LearningData, seed: number): LearningData {
  const rowCount = learning.data.targets.length;
  if (rowCount <= mostJudgedRows) return learning;
  const rows = drawRows(rowCount, mostJudgedRows, seed);
  return {
    ...learning,
    data: selectSamples(learning.data, rows),
    groups: Array.from(rows, (row) => learning.groups[row]),
  };
}

/** Different rows by a seed, ascending. */
function drawRows(rowCount: number, count: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
  for (let k = 0; k < count; k++) {
    const other = k + Math.floor(random.uniform() * (rowCount - k));
    [rows[k], rows[other]] = [rows[other], rows[k]];
  }
  return rows.slice(0, count).sort();
}

function protocolOf({ folds, seed, group }: TrainRequest, { data, groups }: LearningData): FoldProtocol {
  if (group !== undefined) return { kind: "grouped", folds, groups };
  return { kind: data.task === "classification" ? "stratified" : "k-fold", folds, seed };
}

function judge(audit: ModelAudit, dummy: ModelAudit, unit: string | null, isRegression: boolean): Verdict {
  const shown = (value: number): string =>
    isRegression
      ? `${Number(value.toPrecision(3))}${unit === null ? "" : ` ${unit}`}`
      : `${Number((100 * value).toPrecision(3))} %`;
  const [score, constant] = [audit.score.mean, dummy.score.mean];
  const isSkilled = isRegression ? score < constant : score > constant;
  const capital = audit.label[0].toUpperCase() + audit.label.slice(1);
  const measure = isRegression ? "mean absolute error" : "accuracy";
  const figures = `Its ${measure} on held-out rows is ${shown(score)} (± ${shown(audit.score.deviation)} between folds); a prediction that ignores the features has ${shown(constant)}.`;
  return isSkilled
    ? {
        level: "good",
        text: `${capital} was fitted to all rows. ${figures} How it stands against other models, an audit tells.`,
      }
    : { level: "caution", text: `${capital} predicts no better than a constant. ${figures}` };
}

/** The first rows of a random-looking but fixed choice: every k-th one. */
function domainOf({ data }: LearningData): TrainedModel["domain"] {
  const { rowCount, columnCount, values } = data.features;
  const count = Math.min(domainRows, rowCount);
  const rows = new Float64Array(count * columnCount);
  for (let k = 0; k < count; k++) {
    const row = Math.floor((k * rowCount) / count);
    rows.set(values.subarray(row * columnCount, (row + 1) * columnCount), k * columnCount);
  }
  return { rowCount: count, values: encodeArray(rows) };
}

/** Held-out error by nested folds, then a fit to all rows with the settings that most folds chose. */
export async function trainModel(request: TrainRequest, context: TaskContext): Promise<TrainResult> {
  const began = performance.now();
  const { signal, onProgress, pool } = context;
  onProgress({ stage: "read-table", message: "Reading the table", fraction: 0.01 });
  const { learning, chosen, dummy } = await prepareTraining(request);
  const { data, target, description } = learning;
  const models = [chosen.model, dummy.model];
  const judged = judgedRows(learning, request.seed);
  const plan = planAudit(judged.data, models, {
    outer: protocolOf(request, judged),
    innerFolds: inner,
    seed: request.seed,
  });
  const outputs = [];
  for (const { index, fold } of plan.tasks) {
    const share = (within: number): number => 0.05 + (0.8 * (index + within)) / plan.tasks.length;
    const message = `Fold ${fold + 1} of ${plan.folds.length}`;
    outputs.push(
      await runAuditFold(judged.data, plan, index, {
        models,
        signal,
        pool,
        onProgress: (fraction) => onProgress({ stage: "fit", message, fraction: share(fraction) }),
      }),
    );
  }
  const audits = combineAudit(judged.data, plan, outputs).models;
  const [audit, constant] = [
    audits.find(({ name }) => name === chosen.model.name)!,
    audits.find(({ name }) => name === dummy.model.name)!,
  ];
  onProgress({ stage: "fit", message: "Fitting all rows", fraction: 0.88 });
  const settings = typicalSettings(audit.settings) ?? chosen.model.grid[0];
  const fitted = await chosen.model.fit(data, settings, { seed: request.seed, signal, pool });
  const isRegression = data.task === "regression";
  const content = {
    format: "ansatz-model" as const,
    formatVersion: 1 as const,
    name: request.name ?? `${target.name} by ${chosen.model.label}`,
    model: chosen.model.name,
    label: chosen.model.label,
    kind: chosen.model.kind,
    task: data.task,
    target: { ...target, classes: [...target.classes] },
    description,
    settings: { qubits: request.qubits, reduction: request.reduction, seed: request.seed },
    state: fitted.save(),
    domain: domainOf(learning),
    score: {
      metric: isRegression ? ("mae" as const) : ("accuracy" as const),
      value: audit.score.mean,
      deviation: audit.score.deviation,
    },
    rows: data.targets.length,
  };
  const found = {
    task: data.task,
    target: content.target,
    rows: data.targets.length,
    dropped: learning.dropped,
    features: data.features.columnCount,
    qubits: Math.min(request.qubits, data.features.columnCount),
    findings: [...learning.findings],
  };
  return {
    model: { ...content, version: modelVersion(content), trainedAt: new Date().toISOString() },
    dummyScore: constant.score.mean,
    perFold: audit.score.perFold.map((score) => score ?? 0),
    settings: { ...settings },
    ...found,
    verdict: judge(audit, constant, target.unit, isRegression),
    warnings: [
      ...learning.warnings,
      ...(judged === learning
        ? []
        : [
            `Settings were chosen and the error was measured on ${mostJudgedRows.toLocaleString("en-US")} of the ${data.targets.length.toLocaleString("en-US")} rows: the model, fitted to all of them, is likely better.`,
          ]),
    ],
    seed: request.seed,
    seconds: (performance.now() - began) / 1000,
  };
}

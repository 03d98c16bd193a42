import type { AuditModel, AuditResult } from "@ansatz/contract";
import type { TextTable } from "./backtest-tables.ts";
import { amount, percent } from "./finance-text.ts";

const plusMinus = (mean: number | null, deviation: number | null, text: (value: number) => string): string =>
  mean === null ? "-" : deviation === null ? text(mean) : `${text(mean)} ± ${text(deviation)}`;

/** What was audited, line by line. */
export function auditFacts(result: AuditResult): [label: string, text: string][] {
  const { target, task, rows, dropped, features, qubits, folds, metric } = result;
  const unit = target.unit === null ? "" : ` (${target.unit})`;
  const classes = target.classes.length > 0 ? `, classes ${target.classes.join(", ")}` : "";
  return [
    ["Target", `${target.name}${unit}, ${task}${classes}`],
    ["Rows", `${rows.toLocaleString("en-US")}${dropped > 0 ? `, ${dropped} of the table left out` : ""}`],
    ["Features", `${features}; quantum models see ${qubits} of them or made of them, one a qubit`],
    ["Folds", `${folds.description}; settings chosen on ${folds.inner} inner folds of each`],
    ["Measure", metric.label],
  ];
}

/** Models in the order of their score, the best first. */
export function sortedModels({ models, task }: AuditResult): AuditModel[] {
  const keyOf = (model: AuditModel): number =>
    task === "regression" ? (model.mae ?? Infinity) : -(model.accuracy ?? 0);
  return [...models].sort((a, b) => keyOf(a) - keyOf(b));
}

/** Models beside each other. */
export function modelsTable(result: AuditResult): TextTable {
  const isRegression = result.task === "regression";
  const right = (title: string) => ({ title, align: "right" as const });
  return {
    columns: [
      { title: "Model" },
      { title: "Kind" },
      { title: "Features" },
      ...(isRegression
        ? [right("MAE"), right("R²"), right("In 95 %")]
        : [right("Accuracy"), right("Balanced"), right("ROC AUC")]),
    ],
    rows: sortedModels(result).map((model) => [
      model.name,
      model.kind,
      model.inputs,
      ...(isRegression
        ? [
            plusMinus(model.mae, model.maeStd, amount),
            model.r2 === null ? "-" : model.r2.toFixed(3),
            coverage95(model),
          ]
        : [
            plusMinus(model.accuracy, model.accuracyStd, percent),
            model.balancedAccuracy === null ? "-" : percent(model.balancedAccuracy),
            model.rocAuc === null ? "-" : model.rocAuc.toFixed(3),
          ]),
    ]),
  };
}

function coverage95({ coverage }: AuditModel): string {
  const found = coverage?.find(({ nominal }) => Math.abs(nominal - 0.95) < 1e-9);
  return found === undefined ? "-" : percent(found.observed, 0);
}

const purposes: Readonly<Record<string, string>> = {
  "chosen-quantum-against-chosen-classical": "chosen by inner folds",
  "quantum-against-best-classical": "against the best classical",
  "quantum-against-twin": "against the twin without entanglement",
  "chosen-against-constant": "chosen, against a constant",
  "model-against-constant": "against a constant",
};

/** Paired differences with intervals; those against constants are left to the JSON. */
export function comparisonsTable({ comparisons }: AuditResult): TextTable {
  return {
    columns: [
      { title: "Model" },
      { title: "Against" },
      { title: "Purpose" },
      { title: "Difference", align: "right" },
      { title: "95 % interval", align: "right" },
      { title: "p", align: "right" },
    ],
    rows: comparisons
      .filter(({ purpose }) => purpose !== "model-against-constant")
      .map(({ model, against, purpose, difference, interval, correctedPValue }) => [
        model,
        against,
        purposes[purpose] ?? purpose,
        amount(difference),
        `${amount(interval[0])} to ${amount(interval[1])}`,
        correctedPValue.toFixed(3),
      ]),
  };
}

/** What the kernels see. */
export function kernelsTable({ kernels }: AuditResult): TextTable {
  const right = (title: string) => ({ title, align: "right" as const });
  return {
    columns: [
      { title: "Kernel" },
      { title: "Kind" },
      right("g"),
      right("Alignment"),
      right("Dimension"),
      right("Mean"),
      right("Spread"),
      right("Shots"),
    ],
    rows: kernels.map((kernel) => [
      kernel.name,
      kernel.kind,
      kernel.geometricDifference === null ? "-" : kernel.geometricDifference.toFixed(2),
      kernel.alignment === null ? "-" : kernel.alignment.toFixed(3),
      kernel.effectiveDimension.toFixed(1),
      kernel.offDiagonalMean.toFixed(3),
      kernel.offDiagonalDeviation.toFixed(3),
      kernel.shotsNeeded === null ? "-" : Math.ceil(kernel.shotsNeeded).toLocaleString("en-US"),
    ]),
  };
}

/** How expressive the network's circuit is and whether its gradients vanish. */
export function networkSentences(network: NonNullable<AuditResult["network"]>): string[] {
  const { qubits, layers, expressibility, expressibilityBias, gradientVariances, decay } = network;
  const variances = gradientVariances.map(
    ({ qubits: count, variance }) => `${variance.toPrecision(2)} on ${count}`,
  );
  const plateau =
    decay === null
      ? ""
      : decay.isBarren
        ? `; they fall by a factor of ${Math.exp(decay.rate).toFixed(2)} a qubit, as on a barren plateau`
        : "; no barren plateau is seen at these sizes, the fall is as by a power of the qubits or not certain";
  return [
    `Expressibility on ${qubits} qubits and ${layers} layers: ${expressibility.toFixed(3)} nats from Haar-random states (${expressibilityBias.toFixed(3)} of them from sampling).`,
    `Variance of a derivative: ${variances.join(", ")} qubits${plateau}.`,
  ];
}

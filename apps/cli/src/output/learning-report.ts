import type { PredictResult, ProposeResult, TrainResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { reportTable } from "./backtest-report.ts";
import { amount, percent } from "./finance-text.ts";
import { createReport, reportVerdict } from "./report.ts";
import { paragraph, seconds } from "./text.ts";

const nameOf = ({ name, unit }: TrainResult["target"]): string =>
  unit === null ? name : `${name} (${unit})`;

/** Prints what was trained and where it is kept. */
export function printTraining(result: TrainResult, file: string | undefined, terminal: Terminal): void {
  const report = createReport(terminal);
  const { model, target, rows, features, perFold } = result;
  const shown = model.score.metric === "mae" ? amount : percent;
  report.line(report.style.bold(model.name));
  report.line();
  report.fact("Target", nameOf(target));
  report.fact("Rows", `${rows.toLocaleString("en-US")} with ${features} features`);
  report.fact("Model", model.label);
  report.fact(
    "Settings",
    Object.entries(result.settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ") || "none",
  );
  report.fact(
    "Held out",
    `${shown(model.score.value)} ± ${shown(model.score.deviation)}; folds ${perFold.map((score) => shown(score)).join(", ")}`,
  );
  report.fact("Constant", shown(result.dummyScore));
  report.fact("Version", model.version);
  if (file !== undefined) report.fact("File", file);
  report.fact("Time", `${seconds(result.seconds)} s`);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}

/** Prints predictions row by row. */
export function printPredictions(result: PredictResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { model, target, predictions, warnings } = result;
  report.line(report.style.bold(`${model.name}, version ${model.version}`));
  reportTable(report, nameOf(target), {
    columns: [
      { title: "Row", align: "right" },
      { title: "Name" },
      { title: "Prediction", align: "right" },
      { title: "Deviation", align: "right" },
      { title: "Remark" },
    ],
    rows: predictions.map(
      ({ row, name, value, class: label, deviation, probabilities, isOutOfDomain, problem }) => [
        String(row),
        name.length > 40 ? `${name.slice(0, 39)}…` : name,
        label ?? (value === null ? "-" : amount(value)),
        deviation !== null
          ? amount(deviation)
          : label !== null && probabilities
            ? percent(probabilities[label])
            : "-",
        problem ?? (isOutOfDomain ? "outside of what the model was trained on" : ""),
      ],
    ),
  });
  for (const warning of warnings) report.line(paragraph("  - ", warning, report.width));
  report.print();
}

/** Prints proposals and what choosing them this way gained on known rows. */
export function printProposals(name: string, result: ProposeResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { proposals, target, best, candidates, isTruncated, model, replay } = result;
  report.line(report.style.bold(`${name}: ${proposals.length} compounds to make next`));
  report.line();
  report.fact("Target", nameOf(target));
  report.fact("Best known", `${amount(best.value)} of ${best.name}`);
  report.fact(
    "Candidates",
    `${candidates.toLocaleString("en-US")}${isTruncated ? ", the first of more" : ""}`,
  );
  report.fact("Model", model.label);
  reportTable(report, "Proposals", {
    columns: [
      { title: "Formula" },
      { title: "Predicted", align: "right" },
      { title: "Deviation", align: "right" },
      { title: "Oxidation states" },
      { title: "Remark" },
    ],
    rows: proposals.map(({ formula, mean, deviation, oxidationStates, isOutOfDomain }) => [
      formula,
      amount(mean),
      amount(deviation),
      oxidationStates ?? "-",
      isOutOfDomain ? "extrapolates" : "",
    ]),
  });
  if (replay !== null) {
    report.heading("The same search on the known rows");
    report.line(paragraph("  ", replay.message, report.width));
  }
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}

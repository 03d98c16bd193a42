import type { AuditModel, AuditResult } from "@ansatz/contract";
import { signed } from "../../shared/format.ts";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";

/** A label as a line begins with it. */
export function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

export const kindWords: Readonly<Record<AuditModel["kind"], { label: string; color: string; line: string }>> =
  {
    quantum: { label: "Quantum", color: "lagoon", line: "var(--series-1)" },
    classical: { label: "Classical", color: "orange", line: "var(--series-2)" },
    control: { label: "Control", color: "gray", line: "var(--series-rest)" },
  };

/** Settings as "bandwidth 0.5, penalty 10". */
export function settingsText(settings: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(settings);
  if (entries.length === 0) return "none to choose";
  return entries
    .map(([name, value]) => {
      const words = name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
      return `${words} ${typeof value === "number" ? figureText(value, 4) : String(value)}`;
    })
    .join(", ");
}

/** The settings that folds chose, with how many did: "bandwidth 0.5 (2 of 3 folds); bandwidth 0.25 (1)". */
export function chosenText(settings: AuditModel["settings"]): string {
  const counts = new Map<string, number>();
  for (const chosen of settings) {
    const text = settingsText(chosen);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  if (counts.size === 1) return [...counts.keys()][0];
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([text, count], index) => `${text} (${count}${index === 0 ? ` of ${settings.length} folds` : ""})`)
    .join("; ");
}

/** The number that models are ranked by, and how it is written. */
export interface ScoreWords {
  readonly name: string;
  readonly unit: string;
  readonly isHigherBetter: boolean;
  readonly format: (value: number) => string;
  readonly signedFormat: (value: number) => string;
}

/** Names of figures other than MAE and accuracy are rare; they are written as plain numbers. */
export function scoreWords({ metric, target }: Pick<AuditResult, "metric" | "target">): ScoreWords {
  const isShare = metric.name === "accuracy" || metric.name === "balancedAccuracy";
  const format = (value: number): string => (isShare ? percentText(value, 1) : figureText(value, 4));
  return {
    name: metric.label,
    unit: metric.name === "mae" || metric.name === "rmse" ? (target.unit ?? "") : "",
    isHigherBetter: metric.isHigherBetter,
    format,
    signedFormat: (value) => (value > 0 ? `+${format(value)}` : signed(format(value))),
  };
}

/** A model's score and the deviation of its folds. */
export function scoreOf(model: AuditModel): { readonly value: number; readonly deviation: number } {
  const { perFold } = model;
  const value = perFold.reduce((sum, score) => sum + score / perFold.length, 0);
  const deviation = model.mae === null ? model.accuracyStd : model.maeStd;
  return { value: model.mae ?? model.accuracy ?? value, deviation: deviation ?? 0 };
}

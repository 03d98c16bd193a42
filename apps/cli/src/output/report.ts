import type { Verdict } from "@ansatz/contract";
import { textWidth, type Terminal } from "../terminal.ts";
import { createStyle, type Style } from "./style.ts";
import { paragraph } from "./text.ts";

/** Collects the lines of a report in the style and width of standard output. */
export interface Report {
  readonly style: Style;
  readonly width: number;
  line(text?: string): void;
  heading(text: string): void;
  /** A label in a column of its own before wrapped text. */
  fact(label: string, text: string): void;
  print(): void;
}

const labelWidth = 14;

export function createReport(terminal: Terminal): Report {
  const style = createStyle(terminal.stdout, terminal);
  const width = textWidth(terminal.stdout);
  const lines: string[] = [];
  return {
    style,
    width,
    line: (text = "") => void lines.push(text),
    heading: (text) => void lines.push("", style.bold(text)),
    fact: (label, text) => void lines.push(paragraph(label.padEnd(labelWidth), text, width)),
    print: () => void terminal.stdout.write(`${lines.join("\n")}\n`),
  };
}

/** The verdict and the warnings, which close every report. */
export function reportVerdict(report: Report, verdict: Verdict, warnings: readonly string[]): void {
  const { style } = report;
  const colour = {
    excellent: style.green,
    good: style.green,
    caution: style.yellow,
    failed: style.red,
  }[verdict.level];
  report.heading(`Verdict: ${colour(verdict.level)}`);
  report.line(paragraph("  ", verdict.text, report.width));
  if (warnings.length === 0) return;
  report.heading(style.yellow(warnings.length === 1 ? "Warning" : "Warnings"));
  for (const warning of warnings) report.line(paragraph("  - ", warning, report.width));
}

import { createReport, reportVerdict, type Report } from "../output/report.ts";
import { paragraph, seconds, table } from "../output/text.ts";
import type { Terminal } from "../terminal.ts";
import type { ShownCircuit } from "./shown-circuit.ts";

const listedRows = 16;
const barWidth = 24;

const amount = (value: number, noun: string): string =>
  `${value.toLocaleString("en-US")} ${noun}${value === 1 ? "" : "s"}`;

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)} %`;

/** A bar in eighths of a character. */
function bar(share: number, largest: number): string {
  const eighths = Math.round((share / largest) * barWidth * 8);
  const rest = eighths % 8;
  return "█".repeat(Math.floor(eighths / 8)) + (rest === 0 ? "" : String.fromCharCode(0x2590 - rest));
}

export function bytesText(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit + 1 < units.length) [value, unit] = [value / 1024, unit + 1];
  return `${Number(value.toPrecision(3))} ${units[unit]}`;
}

/** Keys of the greatest values, equal ones in ascending order. */
function greatest(entries: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(entries)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, listedRows);
}

function reportTable(
  report: Report,
  title: string,
  lines: readonly string[],
  rest: number,
  noun: string,
): void {
  report.heading(title);
  const [head, ...rows] = lines;
  report.line(report.style.dim(`  ${head}`));
  for (const row of rows) report.line(`  ${row}`);
  if (rest > 0) report.line(report.style.dim(`  and ${amount(rest, noun)} more; --json prints all`));
}

function reportCounts(report: Report, { counts, countedOutcomes, shots }: ShownCircuit): void {
  if (!counts || shots === null) return;
  const rows = greatest(counts);
  const largest = rows[0][1] / shots;
  const lines = table(
    [
      { title: "Outcome" },
      { title: "Count", align: "right" },
      { title: "Share", align: "right" },
      { title: "Std. error", align: "right" },
      { title: "" },
    ],
    rows.map(([bits, count]) => {
      const share = count / shots;
      const error = Math.sqrt((share * (1 - share)) / shots);
      return [bits, count.toLocaleString("en-US"), percent(share), `±${percent(error)}`, bar(share, largest)];
    }),
  );
  reportTable(report, "Counts", lines, (countedOutcomes ?? 0) - rows.length, "outcome");
}

function reportProbabilities(report: Report, { probabilities, possibleOutcomes }: ShownCircuit): void {
  if (!probabilities) return;
  const rows = greatest(probabilities);
  const lines = table(
    [{ title: "Outcome" }, { title: "Probability", align: "right" }, { title: "" }],
    rows.map(([bits, probability]) => [bits, probability.toFixed(10), bar(probability, rows[0][1])]),
  );
  reportTable(report, "Probabilities", lines, (possibleOutcomes ?? 0) - rows.length, "outcome");
}

function reportStateVector(report: Report, { stateVector, qubits }: ShownCircuit): void {
  if (!stateVector) return;
  const { real, imaginary } = stateVector;
  const largest: { index: number; probability: number }[] = [];
  let total = 0;
  for (let index = 0; index < real.length; index++) {
    const probability = real[index] ** 2 + imaginary[index] ** 2;
    if (probability < 1e-15) continue;
    total++;
    const last = largest.at(-1);
    if (largest.length === listedRows && last && probability <= last.probability) continue;
    largest.push({ index, probability });
    largest.sort((a, b) => b.probability - a.probability || a.index - b.index);
    largest.splice(listedRows);
  }
  const lines = table(
    [
      { title: "Basis state" },
      { title: "Amplitude", align: "right" },
      { title: "Probability", align: "right" },
      { title: "Phase (π)", align: "right" },
      { title: "" },
    ],
    largest.map(({ index, probability }) => [
      `|${index.toString(2).padStart(qubits, "0")}⟩`,
      `${real[index].toFixed(6)} ${imaginary[index] < 0 ? "-" : "+"} ${Math.abs(imaginary[index]).toFixed(6)}i`,
      probability.toFixed(6),
      (Math.atan2(imaginary[index], real[index]) / Math.PI).toFixed(4),
      bar(probability, largest[0].probability),
    ]),
  );
  reportTable(report, "State before the final measurements", lines, total - largest.length, "amplitude");
}

function reportExpectations(report: Report, { expectations }: ShownCircuit): void {
  if (expectations.length === 0) return;
  report.heading("Expectation values");
  for (const { observable, value, standardError } of expectations) {
    const error = standardError === null || standardError === 0 ? "" : ` ± ${standardError.toPrecision(2)}`;
    report.line(paragraph(`  ${value.toFixed(10)}${error}  `, `⟨${observable}⟩`, report.width));
  }
}

/** Prints a simulated circuit: the likeliest outcomes with bars, how they were found, what they are worth. */
export function printCircuit(result: ShownCircuit, terminal: Terminal): void {
  const report = createReport(terminal);
  const sizes = [
    amount(result.qubits, "qubit"),
    amount(result.operations, "operation"),
    `depth ${result.depth.toLocaleString("en-US")}`,
    amount(result.twoQubitGates, "two-qubit gate"),
  ];
  report.line(report.style.bold(result.name));
  report.line();
  report.fact("Circuit", sizes.join(", "));
  report.fact("Method", `${result.method}. ${result.reason}`);
  if (result.noise !== null) report.fact("Noise", result.noise);
  if (result.shots !== null)
    report.fact("Shots", `${result.shots.toLocaleString("en-US")}, seed ${result.seed}`);
  report.fact("Memory", bytesText(result.memoryBytes));
  report.fact("Time", `${seconds(result.seconds)} s on ${amount(result.threads, "thread")}`);
  reportCounts(report, result);
  reportProbabilities(report, result);
  reportStateVector(report, result);
  reportExpectations(report, result);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}

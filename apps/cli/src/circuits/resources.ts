import { exitCodes } from "@ansatz/contract";
import { countResourcesLocally } from "@ansatz/jobs";
import { printJson } from "../output/json.ts";
import { createReport } from "../output/report.ts";
import { paragraph } from "../output/text.ts";
import type { CommandContext, Terminal } from "../terminal.ts";
import { readCircuitFile, sourceOf } from "./circuit-file.ts";
import { locateInSource } from "./qasm-excerpt.ts";

export interface ResourcesOptions {
  readonly physicalError?: number;
  readonly cycleTime?: number;
  readonly errorBudget?: number;
  readonly dataBlock?: string;
  readonly toffoli?: number;
  readonly factories?: number;
  readonly json?: true;
}

type Estimate = Awaited<ReturnType<typeof countResourcesLocally>>;
type Assumptions = Parameters<typeof countResourcesLocally>[0]["assumptions"];

function assumptionsOf(options: ResourcesOptions): Assumptions {
  const { physicalError, cycleTime, errorBudget, dataBlock, toffoli, factories } = options;
  return {
    ...(physicalError === undefined ? {} : { physicalError }),
    ...(cycleTime === undefined ? {} : { cycleSeconds: cycleTime }),
    ...(errorBudget === undefined ? {} : { errorBudget }),
    ...(dataBlock === undefined ? {} : { dataBlock: dataBlock as NonNullable<Assumptions["dataBlock"]> }),
    ...(toffoli === undefined ? {} : { toffoliTCount: toffoli as 4 | 7 }),
    ...(factories === undefined ? {} : { maximumFactories: factories }),
  };
}

/** A probability of failure, for example 1.3e-3. */
const share = (value: number): string => (value === 0 ? "0" : value.toExponential(1));

const amount = (value: number): string =>
  value < 1e15 ? Math.round(value).toLocaleString("en-US") : value.toExponential(2);

function duration(value: number): string {
  const units = [
    [365.25 * 86_400, "years"],
    [86_400, "days"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
    [1e-3, "ms"],
    [1e-6, "µs"],
  ] as const;
  const [size, unit] = units.find(([length]) => value >= length) ?? units[units.length - 1];
  return `${Number((value / size).toPrecision(3)).toLocaleString("en-US")} ${unit}`;
}

function printEstimate(name: string, estimate: Estimate, terminal: Terminal): void {
  const { logical, code, factories, assumptions, errors } = estimate;
  const report = createReport(terminal);
  report.line(report.style.bold(name));
  report.line();
  report.fact(
    "Qubits",
    `${amount(logical.qubitCount)} logical, ${amount(estimate.physicalQubitCount)} physical`,
  );
  report.fact("Time", `${duration(estimate.runtimeSeconds)} (${amount(estimate.codeCycles)} code cycles)`);
  report.fact(
    "T states",
    `${amount(logical.tCount)}: ${amount(logical.tGates)} T gates, ${amount(logical.toffoliCount)} Toffoli gates of ${assumptions.toffoliTCount}, ` +
      `${amount(logical.rotationCount)} rotations` +
      (logical.rotationCount === 0
        ? ""
        : ` of ${logical.tPerRotation} to a precision of ${logical.rotationError.toExponential(1)}`),
  );
  if (logical.tDepth !== undefined) report.fact("T depth", amount(logical.tDepth));
  report.fact(
    "Code",
    `surface code of distance ${code.distance}, ${amount(code.physicalQubitsPerTile)} qubits a tile, ` +
      `logical error ${code.logicalErrorPerCycle.toExponential(1)} a tile and cycle`,
  );
  report.fact(
    "Factories",
    factories.protocol === undefined
      ? "none: there are no T states"
      : `${factories.count} of ${factories.protocol} on ${factories.tiles} tiles, beside ${estimate.dataTiles} tiles of data (${assumptions.dataBlock} block)`,
  );
  report.fact(
    "Failure",
    `${share(errors.logical)} by logical errors, ${share(errors.distillation)} by T states, ${share(errors.rotations)} by rotations`,
  );
  report.heading("Assumed");
  report.line(
    paragraph(
      "  ",
      `Physical error ${assumptions.physicalError}, threshold ${assumptions.threshold}, ${duration(assumptions.cycleSeconds)} a code cycle, ` +
        `chance of failure ${assumptions.errorBudget}. The model (Litinski, arXiv:1808.02892) leaves out routing between factories and data, ` +
        "decoding latency and faults of Clifford gates inside factories.",
      report.width,
    ),
  );
  report.print();
}

/** `ansatz resources`: prints what a circuit takes on a fault-tolerant machine; returns the exit code. */
export async function resources(
  path: string,
  options: ResourcesOptions,
  { terminal, signal }: CommandContext,
): Promise<number> {
  const file = await readCircuitFile(path, terminal);
  try {
    const estimate = await countResourcesLocally(
      { source: sourceOf(file), assumptions: assumptionsOf(options) },
      { signal },
    );
    if (options.json) printJson(estimate, terminal);
    else printEstimate(file.name, estimate, terminal);
    return exitCodes.success;
  } catch (error) {
    locateInSource(error, file);
    throw error;
  }
}

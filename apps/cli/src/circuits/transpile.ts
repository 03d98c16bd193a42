import { existsSync } from "node:fs";
import { exitCodes } from "@ansatz/contract";
import { transpileCircuitLocally, type Transpilation } from "@ansatz/jobs";
import { UsageError } from "../errors.ts";
import { printJson } from "../output/json.ts";
import { seconds, table } from "../output/text.ts";
import type { CommandContext, Terminal } from "../terminal.ts";
import { readCircuitFile, sourceOf, type CircuitFile } from "./circuit-file.ts";
import { readNoise } from "./noise-option.ts";
import { locateInSource } from "./qasm-excerpt.ts";
import { parseJsonObject, readTextFile } from "./read-file.ts";
import { writeOutput } from "./write-output.ts";

export interface TranspileOptions {
  readonly basis?: string;
  readonly coupling?: string;
  readonly optimization?: number;
  readonly seed?: number;
  readonly noise?: string;
  readonly qasm?: number;
  readonly output?: string;
  readonly json?: true;
}

type Request = Parameters<typeof transpileCircuitLocally>[0];

/** A shape's name as it is, or the map of a JSON file. */
async function readCouplingOption(option: string): Promise<NonNullable<Request["coupling"]>> {
  if (/^[a-z-]+(?::|$)/.test(option) && !existsSync(option)) return option;
  return parseJsonObject(await readTextFile(option), `--coupling: ${option}`);
}

/** The version that is written: as asked, else that of the file. */
function versionOf(asked: number | undefined, { qasm }: CircuitFile): 2 | 3 {
  if (asked === 2 || asked === 3) return asked;
  if (asked !== undefined) throw new UsageError(`--qasm must be 2 or 3, got ${asked}.`);
  return qasm !== undefined && /^\s*(?:\/\/[^\n]*\n\s*)*OPENQASM\s+2/.test(qasm) ? 2 : 3;
}

function printCosts(
  { before, after, layout, fidelity, seconds: time }: Transpilation,
  { stderr }: Terminal,
): void {
  const rows = [
    ["Qubits", before.qubitCount, after.qubitCount],
    ["Operations", before.operationCount, after.operationCount],
    ["Depth", before.depth, after.depth],
    ["Two-qubit gates", before.twoQubitCount, after.twoQubitCount],
    ["Two-qubit depth", before.twoQubitDepth, after.twoQubitDepth],
    ["Larger gates", before.largerCount, after.largerCount],
  ] as const;
  const lines = table(
    [{ title: "" }, { title: "Before", align: "right" }, { title: "After", align: "right" }],
    rows.map(([name, from, to]) => [name, from.toLocaleString("en-US"), to.toLocaleString("en-US")]),
  );
  const count = before.qubitCount;
  const places = (list: readonly number[]): string => list.slice(0, count).join(", ");
  lines.push("", `Layout  ${places(layout.initial)} at the start, ${places(layout.final)} at the end`);
  if (fidelity) {
    lines.push(
      `Estimated fidelity  ${fidelity.total.toPrecision(4)} (one-qubit gates ${fidelity.oneQubitGates.toPrecision(4)}, ` +
        `two-qubit gates ${fidelity.twoQubitGates.toPrecision(4)}, readout ${fidelity.readout.toPrecision(4)}, idling ${fidelity.idling.toPrecision(4)})`,
    );
  }
  lines.push(`Time  ${seconds(time)} s`);
  stderr.write(`${lines.join("\n")}\n`);
}

/** `ansatz transpile`: prints the circuit in a machine's gates; returns the exit code. */
export async function transpile(
  path: string,
  options: TranspileOptions,
  { terminal, signal }: CommandContext,
): Promise<number> {
  const file = await readCircuitFile(path, terminal);
  const noise = await readNoise(options.noise);
  const { basis } = options;
  const request: Request = {
    source: sourceOf(file),
    qasmVersion: versionOf(options.qasm, file),
    seed: options.seed ?? 42,
    ...(basis === undefined
      ? {}
      : { basis: basis.includes(",") ? basis.split(",").map((gate) => gate.trim()) : basis.trim() }),
    ...(options.coupling === undefined ? {} : { coupling: await readCouplingOption(options.coupling) }),
    ...(options.optimization === undefined ? {} : { optimization: options.optimization }),
    ...(noise === undefined ? {} : { noise: noise as NonNullable<Request["noise"]> }),
  };
  try {
    const result = await transpileCircuitLocally(request, { signal });
    if (options.json) {
      if (options.output !== undefined) await writeOutput(result.qasm, options.output, terminal);
      printJson(result, terminal);
      return exitCodes.success;
    }
    await writeOutput(result.qasm, options.output, terminal);
    printCosts(result, terminal);
    return exitCodes.success;
  } catch (error) {
    locateInSource(error, file);
    throw error;
  }
}

import { exitCodes, type CircuitRequestInput, type CircuitResult } from "@ansatz/contract";
import type { CircuitSettings } from "@ansatz/jobs";
import { createProgressDisplay } from "../output/progress.ts";
import type { CommandContext } from "../terminal.ts";
import { runJob } from "../run/run-job.ts";
import { readCircuitFile, sourceOf, type CircuitFile } from "./circuit-file.ts";
import { printCircuitJson } from "./circuit-json.ts";
import { printCircuit } from "./circuit-report.ts";
import { readNoise } from "./noise-option.ts";
import { locateInSource } from "./qasm-excerpt.ts";
import { statevectorOfPairs, type ShownCircuit } from "./shown-circuit.ts";

export interface RunCircuitOptions {
  readonly shots?: number;
  readonly probabilities?: true;
  readonly statevector?: true;
  readonly observable?: readonly Record<string, number>[];
  readonly seed?: number;
  readonly noise?: string;
  readonly parameters?: Record<string, number>;
  readonly method?: string;
  readonly precision?: string;
  readonly threads?: number;
  readonly server?: string;
  readonly json?: true;
  readonly progress?: true;
}

const usual = { seed: 42, method: "auto", precision: "double" } as const;

function outputsOf({
  shots,
  probabilities,
  statevector,
  observable,
}: RunCircuitOptions): CircuitSettings["outputs"] {
  const outputs: CircuitSettings["outputs"] = [];
  if (probabilities) outputs.push("probabilities");
  if (statevector) outputs.push("statevector");
  const isCounting = shots !== undefined || (outputs.length === 0 && observable === undefined);
  return isCounting || outputs.length === 0 ? ["counts", ...outputs] : outputs;
}

async function runOnServer(
  file: CircuitFile,
  settings: CircuitSettings,
  options: RunCircuitOptions,
  context: CommandContext,
): Promise<ShownCircuit> {
  const { name, qasm, includes, circuit } = file;
  const request = {
    name,
    ...(qasm === undefined ? {} : { qasm }),
    ...(includes === undefined ? {} : { includes }),
    ...(circuit === undefined ? {} : { circuit }),
    ...settings,
  } as CircuitRequestInput;
  const { statevector, ...result }: CircuitResult = await runJob(
    { kind: "circuit", request },
    options,
    context,
  );
  return { name, ...result, stateVector: statevector && statevectorOfPairs(statevector) };
}

async function runHere(
  file: CircuitFile,
  settings: CircuitSettings,
  options: RunCircuitOptions,
  { terminal, signal }: CommandContext,
): Promise<ShownCircuit> {
  const { runCircuitLocally } = await import("@ansatz/jobs");
  const display = createProgressDisplay(terminal, options);
  try {
    const run = await runCircuitLocally(
      { source: sourceOf(file), settings },
      {
        signal,
        threads: options.threads,
        onProgress: (progress) => {
          display.update(progress);
        },
      },
    );
    return { name: file.name, ...run };
  } finally {
    display.finish();
  }
}

/** `ansatz run`: simulates a circuit and prints what was asked for; returns the exit code. */
export async function runCircuit(
  path: string,
  options: RunCircuitOptions,
  context: CommandContext,
): Promise<number> {
  const file = await readCircuitFile(path, context.terminal);
  const noise = await readNoise(options.noise);
  const settings = {
    outputs: outputsOf(options),
    seed: options.seed ?? usual.seed,
    parameters: { ...file.parameters, ...options.parameters },
    observables: options.observable ?? [],
    method: options.method ?? usual.method,
    precision: options.precision ?? usual.precision,
    ...(options.shots === undefined ? {} : { shots: options.shots }),
    ...(noise === undefined ? {} : { noise }),
  } as CircuitSettings;
  try {
    const result = await (options.server === undefined ? runHere : runOnServer)(
      file,
      settings,
      options,
      context,
    );
    if (options.json) await printCircuitJson(result, context.terminal);
    else printCircuit(result, context.terminal);
    return exitCodes.success;
  } catch (error) {
    locateInSource(error, file);
    throw error;
  }
}

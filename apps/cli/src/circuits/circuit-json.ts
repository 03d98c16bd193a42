import { once } from "node:events";
import type { Terminal } from "../terminal.ts";
import type { ShownCircuit } from "./shown-circuit.ts";

/** Amplitudes written at a time: a large state vector as one text does not fit into a string. */
const chunkLength = 8192;

/**
 * Prints a result as one JSON object on one line: what was asked for (`counts`, `probabilities`, `statevector` as
 * [real, imaginary] pairs), and how it was found.
 */
export async function printCircuitJson(
  { stateVector, counts, probabilities, ...facts }: ShownCircuit,
  { stdout }: Terminal,
): Promise<void> {
  const text = JSON.stringify({
    ...(counts ? { counts } : {}),
    ...(probabilities ? { probabilities } : {}),
    ...facts,
  });
  if (!stateVector) {
    stdout.write(`${text}\n`);
    return;
  }
  const { real, imaginary } = stateVector;
  stdout.write(`${text.slice(0, -1)},"statevector":[`);
  for (let start = 0; start < real.length; start += chunkLength) {
    const end = Math.min(start + chunkLength, real.length);
    let chunk = "";
    for (let k = start; k < end; k++) chunk += `${k === 0 ? "" : ","}[${real[k]},${imaginary[k]}]`;
    if (!stdout.write(chunk)) await once(stdout, "drain");
  }
  stdout.write("]}\n");
}

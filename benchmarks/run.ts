// Speed and memory: `pnpm bench [-- --large] [--only NAME]`. Prints a table and writes benchmarks/RESULTS.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createComputePool } from "@ansatz/simulator/node";
import { describeMachine, formatTable, type Row } from "./lib/report.ts";
import { apiSuite } from "./suites/api.ts";
import { groundStateSuite } from "./suites/ground-state.ts";
import { hartreeFockSuite } from "./suites/hartree-fock.ts";
import { startUpSuite } from "./suites/start-up.ts";

const { values } = parseArgs({
  options: {
    /** Adds the 24-qubit chain, which takes minutes. */
    large: { type: "boolean", default: false },
    only: { type: "string" },
    threads: { type: "string", default: "2" },
    write: { type: "boolean", default: false },
  },
});

const pool = createComputePool({ threads: Number(values.threads) });
const suites: Record<string, () => Promise<Row[]>> = {
  "ground-state": () => groundStateSuite(pool, { large: values.large }),
  "hartree-fock": () => hartreeFockSuite(pool),
  api: () => apiSuite(),
  "start-up": () => startUpSuite(),
};
if (values.only !== undefined && !(values.only in suites)) {
  console.error(`--only must be one of ${Object.keys(suites).join(", ")}, got ${values.only}`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, suite] of Object.entries(suites)) {
  if (values.only !== undefined && values.only !== name) continue;
  console.error(`running ${name} …`);
  rows.push(...(await suite()));
}
await pool[Symbol.asyncDispose]();

const heading = `Measured on ${describeMachine()}, ${values.threads} threads. Set-up is what happens once per process (compiling kernels, starting threads).`;
const table = formatTable(rows);
console.log(`${heading}\n\n${table}`);
if (values.write) {
  writeFileSync(
    join(import.meta.dirname, "RESULTS.md"),
    `# Benchmark results\n\n${heading} Repeat with \`pnpm bench --large --write\`; peers come from \`benchmarks/peers/requirements.txt\` and are left out where they are not installed.\n\n${table}\n`,
  );
}

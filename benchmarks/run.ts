// Speed and memory: `pnpm bench [-- --large] [--only NAME]`. Prints a table and writes benchmarks/RESULTS.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createComputePool } from "@ansatz/simulator/node";
import { describeMachine, formatTable, type Row } from "./lib/report.ts";
import { circuitSuite, copyBandwidth, formatCircuitTable } from "./suites/circuits.ts";
import { apiSuite } from "./suites/api.ts";
import { financeSuite } from "./suites/finance.ts";
import { groundStateSuite } from "./suites/ground-state.ts";
import { hartreeFockSuite } from "./suites/hartree-fock.ts";
import { formatKernelTable, kernelSuite } from "./suites/kernels.ts";
import { formatNetworkTable, networkSuite } from "./suites/networks.ts";
import { startUpSuite } from "./suites/start-up.ts";

const { values } = parseArgs({
  options: {
    /** Adds the 24-qubit workloads, which take minutes. */
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
const names = ["circuits", "finance", "kernels", "networks", ...Object.keys(suites)];
if (values.only !== undefined && !names.includes(values.only)) {
  console.error(`--only must be one of ${names.join(", ")}, got ${values.only}`);
  process.exit(2);
}

const threads = `${values.threads} threads each`;
const repeat =
  "Set-up is what happens once: compiling kernels, planning the circuit, the first run. Repeat with `pnpm bench --large --write`; peers come from `benchmarks/peers/requirements.txt` and are left out where they are not installed. Where the time goes and what was tried: docs/decisions/0006-state-vector-programs.md.";

if (values.only === undefined || values.only === "circuits") {
  console.error("running circuits …");
  const bandwidth = (copyBandwidth() / 1e9).toFixed(1);
  const circuitTable = formatCircuitTable(await circuitSuite(pool, { large: values.large }));
  const text = `Measured on ${describeMachine()}, ${threads}; one thread copies ${bandwidth} GB/s (read and written). ${repeat}\n\n${circuitTable}`;
  console.log(text);
  if (values.write) {
    writeFileSync(
      join(import.meta.dirname, "CIRCUITS.md"),
      `# Circuits beside other simulators\n\n${text}\n`,
    );
  }
}

if (values.only === undefined || values.only === "finance") {
  console.error("running finance …");
  const financeTable = formatTable(await financeSuite(pool, { large: values.large }));
  const text = `Measured on ${describeMachine()}, ${threads}, the fastest of repeated runs in one process, peers right after. Set-up is what happens once: costs of all states, tables, kernels, threads, the first run. QOKit's C simulator is built with -O3; it has no gradients, so that its energy stands beside both. Repeat with \`pnpm bench --only finance --large --write\`; peers come from \`benchmarks/peers/requirements.txt\` and are left out where they are not installed. How QAOA is calculated: docs/decisions/0009-qaoa-on-cost-vectors.md.\n\n${financeTable}`;
  console.log(text);
  if (values.write) {
    writeFileSync(join(import.meta.dirname, "FINANCE.md"), `# Portfolios beside other programs\n\n${text}\n`);
  }
}

if (values.only === undefined || values.only === "kernels") {
  console.error("running kernels …");
  const kernelTable = formatKernelTable(await kernelSuite(pool, { large: values.large }));
  const text = `Measured on ${describeMachine()}, ${threads}. Set-up is the first call (compiling kernels, starting threads). Columns of states and NumPy prepare each state once and multiply, like ours; those of Qiskit Machine Learning and PennyLane are the libraries' own kernel functions, which compare or run a circuit for each pair. Goals: as fast as the best of the former, 20 times the latter. Repeat with \`pnpm bench --only kernels --large --write\`; peers come from \`benchmarks/peers/requirements.txt\` and are left out where they are not installed.\n\n${kernelTable}`;
  console.log(text);
  if (values.write) {
    writeFileSync(
      join(import.meta.dirname, "KERNELS.md"),
      `# Quantum kernels beside other programs\n\n${text}\n`,
    );
  }
}

if (values.only === undefined || values.only === "networks") {
  console.error("running networks …");
  const networkTable = formatNetworkTable(await networkSuite(pool), pool.threads);
  const text = `Measured on ${describeMachine()}. A step of training a quantum neural network: the loss and its gradient by all weights on one batch, the fastest of repeated steps in one process. Set-up is the first step (compiling kernels, planning the circuit, starting threads). Lightning computes the values and their derivatives by the gates' angles, by adjoint differentiation of a tape a row, all rows in one call; the angles are given to it and the derivatives by weights left out, so that the comparison favours it. Broadcast parameters are taken apart into such tapes there too. The better of its runs on one and on all threads counts. Qiskit Machine Learning's EstimatorQNN differentiates by parameter shift unless told otherwise; its time is calculated from that of two rows. Values and derivatives agree to 10⁻¹⁰. Brackets: its time over the better of ours. Repeat with \`pnpm bench --only networks --write\`; peers come from \`benchmarks/peers/requirements.txt\` and are left out where they are not installed.\n\n${networkTable}`;
  console.log(text);
  if (values.write) {
    writeFileSync(
      join(import.meta.dirname, "NETWORKS.md"),
      `# Quantum neural networks beside other programs\n\n${text}\n`,
    );
  }
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
if (rows.length > 0) console.log(`${heading}\n\n${table}`);
if (values.write && rows.length > 0) {
  writeFileSync(
    join(import.meta.dirname, "RESULTS.md"),
    `# Benchmark results\n\n${heading} Repeat with \`pnpm bench --large --write\`; peers come from \`benchmarks/peers/requirements.txt\` and are left out where they are not installed.\n\n${table}\n`,
  );
}

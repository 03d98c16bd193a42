// What `npm test` runs after the install: build, then every test, and beside the tests, which wait for much of their
// time, lint (module boundaries included), format and the types of what is not built. Ends with one line of the real
// counts: N passed, N failed[, N skipped].
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readReport } from "./test-report.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const reportFile = join(root, ".turbo", "test-report.json");

/** Runs a step; with `quiet` its output is kept until it ends, and shown unless all is well. */
async function run([title, command, args], { quiet = false } = {}) {
  const started = performance.now();
  if (!quiet) console.log(`\n── ${title}`);
  const child = spawn(command, args, {
    cwd: root,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}`,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const isFine = await new Promise((resolve) => {
    child.once("error", (error) => {
      output += `${error.message}\n`;
      resolve(false);
    });
    child.once("close", (status) => resolve(status === 0));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${isFine ? "" : output}── ${title}: ${isFine ? "ok" : "FAILED"} (${seconds} s)`);
  return isFine;
}

const build = ["build", "turbo", ["run", "build", "--output-logs=errors-only"]];
const checks = [
  // The boundary rule skips silently without a cached project graph, so the graph is made first.
  ["project graph", "nx", ["show", "projects"]],
  ["format", "oxfmt", ["--check"]],
  ...["apps/dashboard", "benchmarks", "tests", "examples"].map((folder) => [
    `types of ${folder}`,
    "tsc",
    ["--noEmit", "-p", folder],
  ]),
  ["lint", "eslint", ["."]],
];
const tests = [
  "tests",
  "vitest",
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
];

async function countFailedChecks() {
  let count = 0;
  for (const step of checks) if (!(await run(step, { quiet: true }))) count++;
  return count;
}

function readTests() {
  try {
    return readReport(JSON.parse(readFileSync(reportFile, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: [], secondTries: [] };
  }
}

mkdirSync(dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });
let outcome = { passed: 0, failed: 1, skipped: [], secondTries: [] };
// After a build that failed nothing can be trusted.
if (await run(build)) {
  const [failedChecks, testsEndedWell] = await Promise.all([countFailedChecks(), run(tests)]);
  outcome = readTests();
  // Errors outside any test, such as an unhandled rejection, are in no count of the report.
  if (!testsEndedWell && outcome.failed === 0) outcome.failed++;
  outcome.failed += failedChecks;
}

const { passed, failed, skipped, secondTries } = outcome;
if (secondTries.length > 0) {
  console.log("\nPassed at the second try only:");
  for (const { name, reason } of secondTries) console.log(`  ${name}\n    ${reason}`);
}
if (skipped.length > 0) {
  console.log("\nLeft out:");
  for (const name of skipped) console.log(`  ${name}`);
}
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

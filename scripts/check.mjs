// What `npm test` runs after the install: build, lint (module boundaries included), format, types of tests and examples,
// every test. Ends with one line of the real counts: N passed, N failed[, N skipped].
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const reportFile = join(root, ".turbo", "test-report.json");
const argumentsForTests = process.argv.slice(2);

function run(title, command, args, { quiet = false } = {}) {
  const started = performance.now();
  console.log(`\n── ${title}`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
    env: {
      ...process.env,
      TURBO_TELEMETRY_DISABLED: "1",
      PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}`,
    },
  });
  if (quiet && status !== 0) process.stderr.write(`${stdout}${stderr}`);
  if (error) console.error(error.message);
  console.log(
    `── ${title}: ${status === 0 ? "ok" : "FAILED"} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

const steps = [
  ["build", "turbo", ["run", "build", "--output-logs=errors-only"]],
  // The boundary rule skips silently without a cached project graph, so the graph is made first.
  ["project graph", "nx", ["show", "projects"], { quiet: true }],
  ["lint", "eslint", ["."]],
  ["format", "oxfmt", ["--check"]],
  ["types of the dashboard", "tsc", ["--noEmit", "-p", "apps/dashboard"]],
  ["types of benchmarks", "tsc", ["--noEmit", "-p", "benchmarks"]],
  ["types of tests", "tsc", ["--noEmit", "-p", "tests"]],
  ["types of examples", "tsc", ["--noEmit", "-p", "examples"]],
];
let failedSteps = 0;
let built = true;
for (const step of steps) {
  if (run(...step)) continue;
  failedSteps++;
  if (step[0] === "build") {
    built = false; // nothing after it can be trusted
    break;
  }
}

mkdirSync(dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });
let testsEndedWell = true;
if (built) {
  testsEndedWell = run("tests", "vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...argumentsForTests,
  ]);
}

let passed = 0;
let failed = failedSteps;
const skipped = [];
try {
  const report = JSON.parse(readFileSync(reportFile, "utf8"));
  for (const file of report.testResults) {
    if (file.status === "failed" && file.assertionResults.length === 0) failed++;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed++;
      else if (test.status === "failed") failed++;
      else skipped.push(test.fullName);
    }
  }
} catch {
  failed++;
}
// Errors outside any test, such as an unhandled rejection, are in no count of the report.
if (!testsEndedWell && failed === 0) failed++;
if (skipped.length > 0) {
  console.log("\nLeft out:");
  for (const name of skipped) console.log(`  ${name}`);
}
console.log(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const exclude = ["**/node_modules/**", "**/dist/**"];
const storage = [
  "packages/jobs/src/testing/empty-database.ts",
  "packages/jobs/src/testing/shared-postgresql.ts",
];

/** Sources run directly: workspace packages resolve to their TypeScript through the "@ansatz/source" condition. */
export default defineConfig({
  resolve: { conditions: ["@ansatz/source", "module", "node"] },
  ssr: { resolve: { conditions: ["@ansatz/source", "module", "node"] } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: ["--conditions=@ansatz/source"],
    pool: "forks",
    // Dozens of tests start the command line as a process of its own: each but the first reads compiled code.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/compiled") },
    // Tests of servers, browsers and killed processes wait for most of their time.
    maxWorkers: availableParallelism() + 1,
    // Some tests run real browsers, database servers and killed processes beside others on two cores: a second try tells
    // a slow machine from a fault. A fault fails twice.
    retry: 1,
    // Projects run in the order of their names.
    projects: [
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts", "tests/api/docs-page.test.ts"],
          exclude,
          globalSetup: ["packages/jobs/src/testing/empty-database.ts", "tests/browser/shared-browser.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "processes",
          include: ["packages/jobs/**/*.test.ts", "tests/{api,cli,docs,faults,structure}/**/*.test.ts"],
          exclude: [...exclude, "tests/api/docs-page.test.ts"],
          globalSetup: storage,
        },
      },
      {
        extends: true,
        test: {
          // Nothing in them has state that a neighbour could see: one process runs many files.
          name: "units",
          isolate: false,
          include: [
            "packages/*/src/**/*.test.ts",
            "apps/*/src/**/*.test.ts",
            "tests/published/**/*.test.ts",
            "examples/**/*.test.ts",
            "scripts/*.test.mjs",
          ],
          exclude: [...exclude, "packages/jobs/**"],
        },
      },
    ],
  },
});

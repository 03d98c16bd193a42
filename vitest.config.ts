import { defineConfig } from "vitest/config";

/** Sources run directly: workspace packages resolve to their TypeScript through the "@ansatz/source" condition. */
export default defineConfig({
  resolve: { conditions: ["@ansatz/source", "module", "node"] },
  ssr: { resolve: { conditions: ["@ansatz/source", "module", "node"] } },
  test: {
    include: [
      "packages/**/src/**/*.test.ts",
      "apps/**/src/**/*.test.ts",
      "tests/**/*.test.ts",
      "examples/**/*.test.ts",
    ],
    exclude: ["**/node_modules/**", "**/dist/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: ["--conditions=@ansatz/source"],
    pool: "forks",
    // Some tests run real browsers, database servers and killed processes beside others on two cores: a second try tells
    // a slow machine from a fault. A fault fails twice.
    retry: 1,
  },
});

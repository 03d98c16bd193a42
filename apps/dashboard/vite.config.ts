import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** openchemlib ships the tables of its conformer generator beside its entry, but does not export their path. */
const conformerTables = join(dirname(fileURLToPath(import.meta.resolve("openchemlib"))), "resources.json");

export default defineConfig({
  plugins: [react()],
  resolve: { alias: [{ find: /^conformer-tables\.json(?=\?)/, replacement: conformerTables }] },
  worker: { format: "es" },
  build: {
    // Browsers of 2024 and later: they know light-dark() and relaxed SIMD or work without it.
    target: ["chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_300,
    // 3dmol evaluates strings that a caller passes as callbacks; the dashboard passes functions only.
    rolldownOptions: { checks: { eval: false } },
  },
  server: { proxy: { "/api": "http://127.0.0.1:3210" } },
});

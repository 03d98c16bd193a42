// What `npm start` runs after the install: builds what has changed, then serves the dashboard and the API in this
// process. `npm start -- --port 4000` passes options on to `ansatz serve`.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const main = join(root, "apps", "cli", "dist", "main.js");

const build = spawnSync("turbo", ["run", "build", "--filter=@ansatz/cli...", "--output-logs=errors-only"], {
  cwd: root,
  encoding: "utf8",
  shell: process.platform === "win32",
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
});
if (build.status !== 0) {
  process.stderr.write(
    `${build.stdout ?? ""}${build.stderr ?? ""}${build.error?.message ?? ""}\nThe build failed.\n`,
  );
  process.exit(1);
}
process.argv = [process.argv[0], main, "serve", ...process.argv.slice(2)];
await import(pathToFileURL(main).href);

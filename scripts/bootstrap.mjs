// Installs the workspace's dependencies with the pinned pnpm, unless the last install was of this very state.
// Runs on the host's Node (20 or later) before anything is installed, so it uses nothing but Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = join(root, "node_modules", ".installed-state");

const [major] = process.versions.node.split(".").map(Number);
if (major < 20) {
  console.error(
    `Ansatz needs Node 20 or later, this is ${process.version}. Install a current Node and run the command again.`,
  );
  process.exit(1);
}

/** Hash of everything that decides what gets installed: lockfile, workspace settings, every package.json. */
function installState() {
  const folders = ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml"].concat(
    ["", "examples", "tests", "benchmarks", ...folders].map((folder) => join(folder, "package.json")),
  );
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of files) {
    if (existsSync(join(root, file))) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

const state = installState();
if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === state) process.exit(0);

const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { status, error } = spawnSync(`npx -y ${packageManager} install --frozen-lockfile`, {
  cwd: root,
  stdio: "inherit",
  shell: true,
});
if (status !== 0) {
  console.error(
    `\nThe install failed${error ? ` (${error.message})` : ""}. It needs the network once; check the connection or the proxy settings and run the command again.`,
  );
  process.exit(1);
}
// vitest keeps transformed modules by paths that an install may change.
rmSync(join(root, "node_modules", ".vitest-cache"), { recursive: true, force: true });
writeFileSync(stampFile, state);

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ESLint } from "eslint";
import { beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const rule = "@nx/enforce-module-boundaries";

beforeAll(() => {
  // The rule passes silently when nx has no project graph in its cache.
  execFileSync(join(root, "node_modules/.bin/nx"), ["show", "projects"], { cwd: root });
}, 120_000);

async function boundaryFaults(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    // Every dependency of the text below is declared here, so that only the ladder can forbid it.
    overrideConfig: { rules: { [rule]: "error" } },
  });
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result.messages.filter(({ ruleId }) => ruleId === rule).map(({ message }) => message);
}

test.each([
  ["packages/simulator/src/index.ts", "@ansatz/chemistry"],
  ["packages/simulator/src/index.ts", "@ansatz/variational"],
  ["packages/contract/src/index.ts", "@ansatz/simulator"],
  ["packages/chemistry/src/index.ts", "@ansatz/contract"],
  ["packages/chemistry/src/index.ts", "@ansatz/jobs"],
  ["packages/jobs/src/index.ts", "@ansatz/api"],
])(
  "%s may not import %s",
  async (file, target) => {
    const faults = await boundaryFaults(file, `import * as target from "${target}";\nexport { target };\n`);
    expect(faults.join("\n")).toMatch(/can only depend on|circular|dependency/i);
  },
  120_000,
);

test.each([
  ["packages/chemistry/src/index.ts", "@ansatz/simulator"],
  ["packages/jobs/src/index.ts", "@ansatz/chemistry"],
])(
  "%s may import %s",
  async (file, target) => {
    expect(await boundaryFaults(file, `import * as target from "${target}";\nexport { target };\n`)).toEqual(
      [],
    );
  },
  120_000,
);

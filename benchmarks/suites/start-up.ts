import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../lib/report.ts";

/** `npm start` in this checkout, installed and built before, until the page is served: with new data, then again. */
export async function startUpSuite(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), "ansatz-bench-"));
  try {
    return [
      await measureStart(data, "npm start to a served page, new data folder", null),
      await measureStart(data, "npm start to a served page, warm", 3),
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function measureStart(data: string, workload: string, goalSeconds: number | null): Promise<Row> {
  const server = spawn("npm", ["start"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, ANSATZ_DATA: data },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const start = performance.now();
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let printed = "";
      server.stdout.setEncoding("utf8");
      server.stdout.on("data", (text: string) => {
        printed += text;
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
        if (url) resolve(url[0]);
      });
      server.on("exit", () => reject(new Error(`npm start ended before it served:\n${printed}`)));
    });
    const page = await fetch(address);
    await page.text();
    const seconds = (performance.now() - start) / 1000;
    return {
      workload,
      setupSeconds: null,
      seconds,
      goal: goalSeconds === null ? "report" : `${String(goalSeconds)} s`,
      met: goalSeconds === null ? null : seconds < goalSeconds,
      note: `status ${String(page.status)}`,
    };
  } finally {
    if (server.pid !== undefined && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      process.kill(-server.pid, "SIGTERM");
      await ended;
    }
  }
}

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { connectBrowser } from "./connect-browser.ts";
import { download, missing, numberIn, openPage, patience, titled, waitForVerdict } from "./open-browser.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  if (missing !== undefined) return;
  [server, browser] = await Promise.all([startTestServer(), connectBrowser()]);
});
afterAll(async () => {
  if (missing !== undefined) return;
  await browser.close();
  await server[Symbol.asyncDispose]();
});

const qasm =
  'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[2];\ncreg c[2];\nh q[0];\ncx q[0],q[1];\nmeasure q -> c;\n';

describe.skipIf(missing !== undefined)(titled("a circuit in the dashboard"), () => {
  test("its page shows the drawing, the outcomes, files, the command, and the way to the playground", async () => {
    const { id } = await submit(server.url, {
      kind: "circuit",
      request: { name: "bell", qasm, shots: 1000, outputs: ["counts", "probabilities"] },
    });
    await followToEnd(server.url, id);
    await using watched = await openPage(browser, `${server.url}/jobs`);
    const { page, faults } = watched;
    await page.getByRole("link", { name: /^bell · 2 qubits · 1000 shots/ }).click();
    await waitForVerdict(page);
    expect(numberIn(await page.getByTestId("likeliest").textContent())).toBe(50);
    const alternative = await page
      .getByRole("region", { name: "Diagram of the circuit" })
      .locator("img")
      .getAttribute("alt");
    expect(alternative).toMatch(/2 qubits, 2 classical bits/);
    const rows = await page.getByTestId("outcomes").getByRole("row").allTextContents();
    expect(
      rows
        .slice(1)
        .map((row) => row.slice(0, 2))
        .sort(),
    ).toEqual(["00", "11"]);
    const { text } = await download(page, "Outcomes as CSV");
    const counts = text
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => Number(row.split(",")[1]));
    expect(counts[0] + counts[1]).toBe(1000);
    expect((await download(page, "OpenQASM")).text).toBe(qasm);
    expect(await page.getByTestId("command").textContent()).toBe(
      "npx ansatz run circuit.qasm --shots 1000 --probabilities",
    );
    await page.getByRole("link", { name: "Open in the playground" }).click();
    await page.getByRole("heading", { name: "Circuit playground" }).waitFor(patience);
    await page.getByText("cx q[0], q[1];").waitFor(patience);
    expect(faults).toEqual([]);
  });
});

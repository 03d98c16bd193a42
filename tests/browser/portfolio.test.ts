import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { expectNarrow } from "./axe-objections.ts";
import { connectBrowser } from "./connect-browser.ts";
import { download, missing, openPage, titled, waitForVerdict } from "./open-browser.ts";

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

describe.skipIf(missing !== undefined)(titled("a portfolio in the dashboard"), () => {
  test("its page shows the holdings, the optimum beside them, the verdict, files and the command", async () => {
    const { id } = await submit(server.url, {
      kind: "portfolio",
      request: { sample: "us-stocks", pick: 5, layers: 2 },
    });
    await followToEnd(server.url, id);
    await using watched = await openPage(browser, `${server.url}/jobs`);
    const { page, faults } = watched;
    await page.getByRole("link", { name: /^us-stocks · pick 5/ }).click();
    expect(await waitForVerdict(page)).toContain("gains nothing in speed");
    const rows = await page
      .getByRole("region", { name: "Table of holdings" })
      .getByRole("row")
      .allTextContents();
    expect(rows[0]).toContain("Proven optimum");
    const { text } = await download(page, "Holdings as CSV");
    const optimum = text
      .trim()
      .split("\r\n")
      .filter((row) => row.includes(",yes,"));
    expect(optimum).toHaveLength(5);
    const file = JSON.parse((await download(page, "JSON")).text) as {
      result: { optimum: { selection: string[] } };
    };
    expect(optimum.map((row) => row.split(",")[0])).toEqual(file.result.optimum.selection);
    expect(await page.getByTestId("command").textContent()).toBe(
      "npx ansatz portfolio --sample us-stocks --pick 5 --layers 2",
    );
    await expectNarrow(page);
    expect(faults).toEqual([]);
  });

  test("two portfolios chosen in the list stand beside each other", async () => {
    const jobs = await Promise.all(
      [2, 3].map((pick) =>
        submit(server.url, {
          kind: "portfolio",
          request: { sample: "us-stocks", pick, algorithm: "exact" },
        }),
      ),
    );
    await Promise.all(jobs.map(({ id }) => followToEnd(server.url, id)));
    await using watched = await openPage(browser, `${server.url}/jobs?kind=portfolio`);
    const { page, faults } = watched;
    for (const pick of [2, 3]) {
      await page.getByRole("checkbox", { name: new RegExp(`pick ${pick} · exact`) }).check();
    }
    await page.getByRole("link", { name: "Compare 2 portfolios" }).click();
    const table = page.getByRole("region", { name: "Table of scenarios" });
    await table.getByRole("link").nth(1).waitFor();
    expect(await table.getByRole("link").allTextContents()).toEqual([
      expect.stringContaining("pick 2"),
      expect.stringContaining("pick 3"),
    ]);
    const weights = page.getByRole("region", { name: "Table of weights" });
    const cells = (await weights.getByRole("cell").allTextContents()).filter((cell) => cell !== "–");
    expect(cells.filter((cell) => cell.startsWith("50.0")).length).toBe(2);
    expect(cells.filter((cell) => cell.startsWith("33.3")).length).toBe(3);
    expect(faults).toEqual([]);
  });
});

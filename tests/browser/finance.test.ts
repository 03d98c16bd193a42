import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { expectAccessible, expectNarrow, objections } from "./axe-objections.ts";
import { connectBrowser } from "./connect-browser.ts";
import { pricesCsv } from "./finance-samples.ts";
import { download, missing, openPage, patience, titled, waitForVerdict } from "./open-browser.ts";

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

/** Drops a file where a table is wanted. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], fileName, { type: "text/csv" }));
      return data;
    },
    [name, text] as const,
  );
  const target = page.locator('[data-field="prices"]');
  await target.dispatchEvent("dragover", { dataTransfer: transfer });
  await target.dispatchEvent("drop", { dataTransfer: transfer });
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

describe.skipIf(missing !== undefined)(titled("finance in the dashboard"), () => {
  test("a dropped table is checked in the page, a mandate stated, its contradiction shown by field, and the portfolio found", async () => {
    await using watched = await openPage(browser, `${server.url}/portfolios/new`, {
      reducedMotion: "reduce",
    });
    const { page, faults } = watched;
    const check = page.getByTestId("data-check");
    await page.getByText("Prices", { exact: true }).click();
    await page
      .getByRole("textbox", { name: "Prices or returns" })
      .fill("Date,A,B\n2024-01-02,1,2\n2024-01-03,1.1,two\n2024-01-04,1.2,2.1\n");
    const refused = page.getByText(/row 3.*column/i).first();
    await refused.waitFor();
    expect(await refused.textContent()).toContain("two");

    await dropFile(page, "four.csv", pricesCsv());
    await check.getByText("2020-01-06 to").waitFor();
    expect(await check.textContent()).toMatch(/Gamma|missing/i);
    await page.getByRole("button", { name: "How it is read" }).click();
    await choose(page, "Benchmark", "Index");
    await check.getByText("Benchmark").waitFor();
    await expect.poll(async () => check.textContent(), patience).toMatch(/Assets4Sectors2Observations299/);

    await page.getByRole("textbox", { name: "Assets to pick" }).fill("2");
    await choose(page, "Required", "Alpha");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Sector limits" }).click();
    await page.getByRole("textbox", { name: "Most of Energy" }).fill("0");
    await page.getByText("The mandate allows no selection").waitFor();
    await page.getByRole("button", { name: "Find the portfolio" }).click();
    await page
      .getByRole("alert")
      .getByText(/Energy/)
      .waitFor();
    const field = page.locator('[data-field="required"]');
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page.getByRole("textbox", { name: "Most of Energy" }).fill("1");
    await expectAccessible(page);

    await page.getByRole("button", { name: "Find the portfolio" }).click();
    expect(await waitForVerdict(page)).toContain("optimum");
    const holdings = page.getByRole("region", { name: "Table of holdings" });
    await holdings.getByRole("rowheader", { name: "Alpha" }).waitFor();
    expect(await page.getByRole("list", { name: "Mandate" }).textContent()).toContain("Energy");
    expect(await page.getByTestId("command").textContent()).toBe(
      "npx ansatz portfolio --prices prices.csv --pick 2 --sector-limits Energy=1 --require Alpha --benchmark Index",
    );
    await expectNarrow(page);

    await page.getByRole("button", { name: "Run again with changes" }).click();
    await page.getByText("four.csv").waitFor();
    expect(await page.getByRole("textbox", { name: "Assets to pick" }).inputValue()).toBe("2");
    // The refused mandate is told by the browser as a failed request.
    expect(faults.filter((fault) => !fault.includes("422"))).toEqual([]);
  });

  test("a frontier and a backtest show their charts, tables and limits", async () => {
    const prices = pricesCsv();
    const source = { prices, name: "four.csv", benchmark: "Index" };
    const jobs = await Promise.all([
      submit(server.url, {
        kind: "frontier",
        request: { ...source, points: 8, cardinality: 2, pick: 2, layers: 1 },
      }),
      submit(server.url, {
        kind: "backtest",
        request: {
          ...source,
          pick: 2,
          layers: 1,
          strategies: ["qaoa", "exact", "equal-weight"],
          window: 120,
          resamples: 100,
        },
      }),
    ]);
    await Promise.all(jobs.map(({ id }) => followToEnd(server.url, id)));
    await using watched = await openPage(browser, `${server.url}/jobs/${jobs[0].id}`, {
      reducedMotion: "reduce",
    });
    const { page, faults } = watched;
    await waitForVerdict(page);
    await page.getByRole("img", { name: /^Efficient frontier from/ }).waitFor();
    await page.getByRole("img", { name: /^Weights along the frontier/ }).waitFor();
    const { text } = await download(page, "Frontier as CSV");
    expect(text.trim().split("\r\n")).toHaveLength(9);
    expect(await objections(page, "frontier")).toEqual([]);
    await expectNarrow(page);

    await page.goto(`${server.url}/jobs/${jobs[1].id}`);
    await waitForVerdict(page);
    const figures = page.getByRole("region", { name: "Table of figures" });
    expect(await figures.getByRole("row").count()).toBe(5);
    await page.getByText("Linear", { exact: true }).click();
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test("a credit risk is stated obligor by obligor and estimated", async () => {
    await using watched = await openPage(browser, `${server.url}/risks/new`, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    await choose(page, "Model", "Credit");
    await page.getByRole("textbox", { name: "Default, % of obligor 1" }).fill("0");
    await page.getByRole("button", { name: "Estimate the risk" }).click();
    await page
      .getByRole("alert")
      .getByText(/greater than 0|must be/i)
      .waitFor();
    await page.getByRole("textbox", { name: "Default, % of obligor 1" }).fill("15");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Estimate the risk" }).click();
    expect(await waitForVerdict(page)).toContain("no speed-up");
    await page.getByRole("img", { name: /^Errors against calls/ }).waitFor();
    expect(await objections(page, "risk")).toEqual([]);
    await expectNarrow(page);
    expect(faults).toEqual([]);
  });
});

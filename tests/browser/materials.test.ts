import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { expectAccessible, expectNarrow, objections } from "./axe-objections.ts";
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

/** Band gaps of semiconductors at room temperature, eV (C. Kittel, Introduction to Solid State Physics, 8th ed., chapter 8, table 1). */
const bandGaps =
  "C,5.4|Si,1.11|Ge,0.66|InSb,0.17|InAs,0.36|InP,1.27|GaP,2.25|GaAs,1.43|GaSb,0.68|AlSb,1.6|ZnO,3.2|ZnS,3.6|AgCl,3.2|AgI,2.8|Cu2O,2.1|TiO2,3.03|CdS,2.42|CdSe,1.74|CdTe,1.45|PbS,0.37|PbSe,0.27|PbTe,0.29"
    .split("|")
    .join("\n");
const table = `formula,gap (eV)\n${bandGaps}\n`;

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
  const target = page.locator('[data-field="table"]');
  await target.dispatchEvent("dragover", { dataTransfer: transfer });
  await target.dispatchEvent("drop", { dataTransfer: transfer });
}

const modelsOf = async (page: Page, title: string, kept: readonly string[]): Promise<void> => {
  await page.getByRole("button", { name: `None of ${title}` }).click();
  for (const name of kept) await page.getByRole("checkbox", { name, exact: true }).check();
};

describe.skipIf(missing !== undefined)(titled("property prediction in the dashboard"), () => {
  test("a dropped table is checked in the page, faults are named by row, and an audit ends with its verdict", async () => {
    await using watched = await openPage(browser, `${server.url}/materials/new`, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    const check = page.getByTestId("data-check");
    await page.getByText("Your table", { exact: true }).click();
    await page.getByRole("textbox", { name: "Table" }).fill("formula,gap\nSi,1.1\nXy2,2\nGe,0.7\n");
    await check.getByText(/row 3/).first().waitFor();
    expect(await check.textContent()).toContain("Xy");

    await dropFile(page, "gaps.csv", table);
    await check.getByText("gap, eV").first().waitFor();
    await expect.poll(() => check.textContent()).toMatch(/Rows learnt from22.*Elements21/);
    const elements = check.getByRole("img", { name: /^Periodic table of the data: 21 elements in 22 rows/ });
    expect(await elements.getAttribute("aria-label")).toMatch(/most frequent are Indium \(3\)/);
    await page.getByRole("textbox", { name: "Qubits" }).fill("3");
    await page.getByRole("textbox", { name: "Number of folds" }).fill("2");
    await modelsOf(page, "quantum", ["Kernel ridge, ZZ feature map, fidelity kernel"]);
    await modelsOf(page, "classical, all features", ["Ridge regression"]);
    await modelsOf(page, "classical, reduced features", ["Kernel ridge, RBF kernel, 3 features"]);
    await modelsOf(page, "controls", ["Median of the targets"]);
    await page.getByText("4 of", { exact: false }).first().waitFor();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Run the audit" }).click();
    await waitForVerdict(page);
    const models = page.getByRole("region", { name: "Table of models" });
    expect(await models.getByRole("row").count()).toBe(5);
    await page.getByRole("img", { name: /^Gram matrix of ZZ map, fidelity, 22 rows/ }).waitFor();
    await page
      .getByRole("img", { name: /predictions against true values of gap, eV, 22 held-out rows/ })
      .first()
      .waitFor();
    const { text } = await download(page, "Predictions as CSV");
    expect(text.trim().split("\r\n")).toHaveLength(23);
    expect(await page.getByTestId("command").textContent()).toMatch(
      /^npx ansatz audit --data data\.csv .*--qubits 3 .*--folds 2 /,
    );
    await expectAccessible(page);

    await page.getByRole("button", { name: "Run again with changes" }).click();
    await page.getByText("gaps.csv").waitFor();
    expect(await page.getByRole("textbox", { name: "Qubits" }).inputValue()).toBe("3");
    expect(faults).toEqual([]);
  });

  test("a trained model predicts for typed formulas, and compounds are proposed", async () => {
    const source = { table, name: "gaps.csv" };
    const jobs = await Promise.all([
      submit(server.url, {
        kind: "train",
        request: { ...source, model: "matern52-gaussian-process-reduced", folds: 2, qubits: 3 },
      }),
      submit(server.url, {
        kind: "propose",
        request: { ...source, elements: ["Zn", "Cd", "S", "Se"], qubits: 3, batch: 4, replay: false },
      }),
    ]);
    await Promise.all(jobs.map(({ id }) => followToEnd(server.url, id)));
    await using watched = await openPage(browser, `${server.url}/models`, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    await page.getByRole("textbox", { name: "Formulas" }).fill("ZnSe\nXy");
    await page.getByRole("button", { name: "Predict", exact: true }).click();
    const predictions = page.getByRole("region", { name: "Table of predictions" });
    expect(await predictions.getByRole("row").nth(1).textContent()).toMatch(/^ZnSe[\d.−]+ ± [\d.]+ eV/);
    expect(await predictions.getByRole("row").nth(2).textContent()).toContain("no element");
    await expectAccessible(page);

    await page.goto(`${server.url}/jobs/${jobs[1].id}`);
    await waitForVerdict(page);
    const candidates = page.getByRole("region", { name: "Table of candidates" });
    expect(await candidates.getByRole("row").count()).toBe(5);
    expect(await objections(page, "light")).toEqual([]);
    await expectNarrow(page);
    expect(faults).toEqual([]);
  });
});

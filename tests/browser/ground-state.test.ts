import { jobSchema } from "@ansatz/contract";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hydrogenFullCi, startTestServer, type TestServer } from "../api/test-server.ts";
import { download, missing, numberIn, openPage, patience, titled, waitForVerdict } from "./open-browser.ts";
import { connectBrowser } from "./connect-browser.ts";

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

describe.skipIf(missing !== undefined)(titled("a ground state in the dashboard"), () => {
  test("a typed molecule is run, watched converging and read, without a fault in the page", async () => {
    await using watched = await openPage(browser, server.url, { webgl: true });
    const { page, faults } = watched;
    expect(await page.title()).toBe("New calculation · Ansatz");
    await page.getByRole("textbox", { name: "SMILES" }).fill("O");
    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    await page.getByRole("combobox", { name: "Basis set" }).click();
    await page.getByRole("option", { name: "6-31G", exact: true }).click();
    // C(12,4)² determinants of water's eight valence electrons in 6-31G
    await page.getByTestId("size").getByText("245,025").waitFor();
    await page.locator('[data-viewer="ready"]').waitFor();
    // Plain gradient descent takes long enough to be watched.
    await page.getByRole("button", { name: "Advanced" }).click();
    await page.getByRole("combobox", { name: "Optimiser" }).click();
    await page.getByRole("option", { name: /^Adam/ }).click();
    await page.getByRole("textbox", { name: "Most iterations" }).fill("150");

    // Every label that the convergence chart has while the page says Running.
    await page.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(window, { seenLabels: seen });
      new MutationObserver(() => {
        const label = document.querySelector('[aria-label^="Energy of the VQE"]')?.ariaLabel;
        const isRunning = document.querySelector("[aria-label='Progress of the calculation']") !== null;
        if (label && isRunning) seen.add(label);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await page.getByRole("button", { name: "Calculate" }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]+$/);
    expect(await waitForVerdict(page)).toMatch(/UCCSD recovers [\d.]+ % of the correlation energy/);
    const labels = await page.evaluate(() => [
      ...(window as never as { seenLabels: Set<string> }).seenLabels,
    ]);
    expect(labels.length).toBeGreaterThan(1);
    const energies = labels.map((label) => numberIn(/, ?(−[\d.]+) at iteration/.exec(label)?.[1] ?? null));
    expect(energies.at(-1)).toBeLessThan(energies[0]);

    const energy = numberIn(await page.getByTestId("energy").textContent());
    const row = (name: RegExp) => page.getByRole("row", { name });
    const exact = numberIn(
      await row(/^Full CI/)
        .getByRole("cell")
        .nth(1)
        .textContent(),
    );
    const hartreeFock = numberIn(await row(/^RHF/).getByRole("cell").nth(1).textContent());
    expect(energy).toBeGreaterThan(exact);
    expect(energy).toBeLessThan(hartreeFock);
    await row(/^UCCSD-VQE/).waitFor();
    await page.getByRole("heading", { name: "Error budget" }).waitFor();
    await page.getByText("245,025", { exact: true }).waitFor();
    expect(await page.title()).toBe(
      `Done · ${(await page.getByRole("heading", { level: 1 }).textContent())!} · Ansatz`,
    );
    expect(faults).toEqual([]);
  });

  test("coordinates of H2 give its full-CI energy, in files too", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    await page.getByRole("tab", { name: "XYZ" }).click();
    await page.getByRole("textbox", { name: "XYZ coordinates" }).fill("H 0 0 0\nH 0 0 0.7414");
    await page.getByRole("heading", { name: "H₂" }).waitFor();
    await page.getByRole("button", { name: "Calculate" }).click();
    await waitForVerdict(page);
    // six decimals are shown
    expect(numberIn(await page.getByTestId("energy").textContent())).toBeCloseTo(hydrogenFullCi, 5);

    const json = await download(page, "JSON");
    expect(json.name).toMatch(/\.json$/);
    const job = jobSchema.parse(JSON.parse(json.text));
    expect(job.kind === "ground-state" && job.result?.energy).toBeCloseTo(hydrogenFullCi, 7);
    const xyz = await download(page, "XYZ");
    expect(xyz.text.split("\n").map((line) => line.trim().split(/\s+/)[0])).toEqual([
      "2",
      "H2,",
      "H",
      "H",
      "",
    ]);
    const csv = await download(page, "History as CSV");
    const rows = csv.text.trim().split("\n");
    expect(rows[0]).toBe("iteration,energy_hartree,gradient_norm,evaluations,seconds");
    expect(Number(rows.at(-1)!.split(",")[1])).toBeCloseTo(hydrogenFullCi, 7);
    expect(await page.getByTestId("command").textContent()).toBe(
      "npx ansatz ground-state --xyz molecule.xyz --basis sto-3g",
    );

    await page.getByText("eV", { exact: true }).click();
    // 27.2114 eV a hartree
    expect(numberIn(await page.getByTestId("energy").textContent())).toBeCloseTo(-30.9467, 3);
    expect(faults).toEqual([]);
  });

  test("a result is read again after a reload, listed, and run again with changes", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    await page.getByRole("button", { name: "LiH", exact: true }).click();
    await page.getByRole("button", { name: "Calculate" }).click();
    await waitForVerdict(page);
    const energy = await page.getByTestId("energy").textContent();
    await page.reload();
    await waitForVerdict(page);
    expect(await page.getByTestId("energy").textContent()).toBe(energy);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("HLi · sto-3g · full space");

    await page.getByRole("link", { name: "Calculations" }).click();
    const row = page.getByRole("listitem").filter({ hasText: "lih" }).first();
    await row.getByText("Done").waitFor();
    expect(numberIn(await row.getByText(/Ha$/).textContent())).toBe(numberIn(energy));
    await page.getByRole("textbox", { name: "Find" }).fill("no such molecule");
    await page.getByText("No calculation matches the filter.").waitFor();
    await page.getByRole("textbox", { name: "Find" }).fill("");
    await row.getByRole("link").click();
    await page.getByRole("button", { name: "Run again with changes" }).click();
    await page.getByRole("button", { name: /^Lithium hydride/, pressed: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test("a molecule is drawn in the structure editor and calculated", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    await page.getByRole("textbox", { name: "SMILES" }).fill("");
    await page.getByRole("tab", { name: "Draw" }).click();
    const canvases = page.locator('[data-field="molecule"] canvas');
    await canvases.nth(1).waitFor();
    const [tools, sheet] = [(await canvases.nth(0).boundingBox())!, (await canvases.nth(1).boundingBox())!];
    // The toolbar has two columns of 17 buttons; oxygen is the left one of the fourteenth row.
    await page.mouse.click(tools.x + tools.width / 4, tools.y + (13.5 / 17) * tools.height);
    await page.mouse.click(sheet.x + sheet.width / 2, sheet.y + sheet.height / 2);
    await expect.poll(() => page.getByTestId("drawn-smiles").textContent(), patience).toBe("O");
    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    await page.getByRole("button", { name: "Calculate" }).click();
    await waitForVerdict(page);
    expect(await page.getByTestId("command").textContent()).toContain("--smiles O");
    expect(faults).toEqual([]);
  });
});

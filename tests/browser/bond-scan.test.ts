import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../api/test-server.ts";
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

describe.skipIf(missing !== undefined)(titled("a bond scan in the dashboard"), () => {
  test("a bond picked from the list gives its curve, its equilibrium and its CSV", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    await page.getByRole("button", { name: "H₂", exact: true }).click();
    await page.getByText("Bond scan", { exact: true }).click();
    await page.getByRole("combobox", { name: "Bond to stretch" }).click();
    await page.getByRole("option", { name: /^H1–H2 · 0\.741 Å/ }).click();
    await page.getByRole("textbox", { name: "From (Å)" }).fill("0.55");
    await page.getByRole("textbox", { name: "To (Å)" }).fill("1.05");
    await page.getByRole("button", { name: "Scan the bond" }).click();
    expect(await waitForVerdict(page)).not.toBe("");

    // H2 in STO-3G at full CI: 0.7349 Å, the bond length of O'Malley et al., Phys. Rev. X 6, 031007 (2016) and others;
    // a minimum fitted through points 0.05 Å apart is good to some thousandths.
    expect(numberIn(await page.getByTestId("equilibrium").textContent())).toBeCloseTo(0.735, 2);
    const label = await page
      .getByRole("img", { name: /^Energies along the bond/ })
      .getAttribute("aria-label");
    expect(label).toContain("11 points from 0.55 to 1.05 ångström");
    await page.getByRole("img", { name: /^Distance from the exact energy/ }).waitFor();

    const { text } = await download(page, "Curve as CSV");
    const rows = text.trim().split("\n").slice(1);
    expect(rows).toHaveLength(11);
    for (const row of rows) {
      const [length, rhf, , casci, vqe] = row.split(",").map(Number);
      expect(length).toBeGreaterThan(0.5);
      expect(vqe).toBeGreaterThanOrEqual(casci - 1e-9);
      expect(vqe).toBeLessThan(rhf);
    }
    expect(await page.getByTestId("command").textContent()).toBe(
      "npx ansatz scan --molecule h2 --bond 1,2 --from 0.55 --to 1.05 --points 11 --basis sto-3g",
    );
    expect(faults).toEqual([]);
  });

  test("two clicks on the model choose the bond", async () => {
    await using watched = await openPage(browser, server.url, { webgl: true });
    const { page } = watched;
    await page.getByRole("tab", { name: "XYZ" }).click();
    // Both atoms in the plane of the screen, left and right of its centre.
    await page.getByRole("textbox", { name: "XYZ coordinates" }).fill("H 0 0 0\nCl 1.3 0 0");
    await page.getByText("Bond scan", { exact: true }).click();
    const model = page.locator('[data-viewer="ready"]');
    await model.waitFor();
    await page.getByRole("group", { name: /model of ClH/ }).waitFor();
    const { x, y, width, height } = (await model.boundingBox())!;
    const field = page.getByRole("textbox", { name: "To (Å)" });
    expect(await field.inputValue()).toBe("");
    // Walks over the model from both sides until each click has met an atom.
    // The model may be drawn anew between the clicks; a click that meets no atom changes nothing.
    const chosen = page.getByRole("combobox", { name: "Bond to stretch" });
    await expect
      .poll(
        async () => {
          await page.mouse.click(x + width / 2 - 36, y + height / 2 - 5);
          await page.mouse.click(x + width / 2 + 36, y + height / 2 + 5);
          return chosen.inputValue();
        },
        { ...patience, interval: 500 },
      )
      .toMatch(/^H1–Cl2/);
    expect(Number(await field.inputValue())).toBeGreaterThan(2);
  });

  test("a bond in a ring is not offered, and a scan without a bond says what to do", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    await page.getByRole("textbox", { name: "SMILES" }).fill("C1CC1");
    await page.getByText("Bond scan", { exact: true }).click();
    await page.getByRole("heading", { name: "C₃H₆" }).waitFor();
    await page.getByRole("combobox", { name: "Bond to stretch" }).click();
    const inRing = page.getByRole("option", { name: /in a ring/ });
    expect(await inRing.count()).toBe(3);
    expect(await inRing.first().getAttribute("data-combobox-disabled")).toBe("true");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Scan the bond" }).click();
    await page.getByText("Choose the bond to stretch").waitFor();
    expect(faults).toEqual([]);
  });
});

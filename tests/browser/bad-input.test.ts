import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { missing, openPage, patience, titled } from "./open-browser.ts";
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

describe.skipIf(missing !== undefined)(titled("bad input in the dashboard"), () => {
  test("an empty list of calculations leads to the first one", async () => {
    await using watched = await openPage(browser, `${server.url}/jobs`);
    const { page, faults } = watched;
    await page.getByRole("heading", { name: "Nothing calculated yet" }).waitFor();
    await page.getByRole("link", { name: "Start a calculation" }).click();
    await page.getByRole("heading", { name: "Ground-state energy of a molecule" }).waitFor();
    expect(faults).toEqual([]);
  });

  test("a broken SMILES is told at its field with the position, keeps the focus there and is not sent", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    const field = page.getByRole("textbox", { name: "SMILES" });
    await field.fill("C1CC(");
    await page.getByText(/SMILES, position 5/).waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    const description = await field.getAttribute("aria-describedby");
    expect(description).not.toBeNull();
    await page.getByRole("button", { name: "Calculate" }).click();
    await expect
      .poll(() => field.evaluate((element) => element === document.activeElement), patience)
      .toBe(true);
    expect(page.url()).toBe(`${server.url}/`);
    await field.fill("C");
    await page.getByRole("heading", { name: "CH₄" }).waitFor();
    expect(await field.getAttribute("aria-invalid")).not.toBe("true");
    expect(faults).toEqual([]);
  });

  test("spin, basis set and active space have their errors at their own fields", async () => {
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    await page.getByRole("textbox", { name: "Multiplicity" }).fill("2");
    await page.getByText(/multiplicity must be one of 1, 3, 5/).waitFor();
    await page.getByRole("textbox", { name: "Multiplicity" }).fill("");
    await page.getByRole("radio", { name: "Chosen", exact: true }).check();
    await page.getByRole("textbox", { name: "Electrons" }).fill("3");
    await page.getByText(/active electrons must be one of 2, 4, 6/).waitFor();
    await page.getByRole("radio", { name: "Automatic", exact: true }).check();
    await page.getByRole("tab", { name: "XYZ" }).click();
    await page.getByRole("textbox", { name: "XYZ coordinates" }).fill("K 0 0 0");
    await page.getByRole("combobox", { name: "Basis set" }).click();
    await page.getByRole("option", { name: "cc-pVDZ" }).click();
    await page.getByText(/has no functions for K;/).waitFor();
    await page.getByRole("textbox", { name: "XYZ coordinates" }).fill("H 0 0 0\nH 0 0 0.1");
    await page.getByText(/Atoms H1 and H2 are 0\.100 Å apart/).waitFor();
  });

  test("what is typed survives a reload", async () => {
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole("textbox", { name: "SMILES" }).fill("CC(=O)O");
    await page.getByRole("radio", { name: "Frozen core", exact: true }).check();
    await page.reload();
    expect(await page.getByRole("textbox", { name: "SMILES" }).inputValue()).toBe("CC(=O)O");
    expect(await page.getByRole("radio", { name: "Frozen core", exact: true }).isChecked()).toBe(true);
  });

  test("a failed job shows its named error, and leads back to the field it speaks of", async () => {
    // That its hydrogen atoms are not bonded to each other is seen when the scan of water is planned.
    const { id } = await submit(server.url, {
      kind: "bond-scan",
      request: { molecule: { smiles: "O" }, bond: [2, 3], fromAngstrom: 1, toAngstrom: 2 },
    });
    await followToEnd(server.url, id);
    await using watched = await openPage(browser, `${server.url}/jobs/${id}`);
    const { page, faults } = watched;
    await page.getByText("The bond cannot be scanned").waitFor();
    await page.getByText("Error code: bond-scan").waitFor();
    await page.getByRole("button", { name: "Correct the input" }).click();
    const field = page.getByRole("combobox", { name: "Bond to stretch" });
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await page.getByText(/Choose two bonded atoms/).waitFor();
    expect(await page.getByRole("textbox", { name: "SMILES" }).inputValue()).toBe("O");
    await page.getByRole("link", { name: "Calculations" }).click();
    await page.getByRole("listitem").getByText("Failed").waitFor();
    expect(faults).toEqual([]);
  });

  test("addresses without a page or a job say so", async () => {
    await using lost = await openPage(browser, `${server.url}/nowhere/at/all`);
    await lost.page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
    await using unknown = await openPage(browser, `${server.url}/jobs/00000000-0000-4000-8000-000000000000`);
    await unknown.page.getByText("Error code: job-not-found").waitFor();
  });
});

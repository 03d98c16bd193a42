import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followToEnd, hydrogen, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { missing, openPage, patience, titled, waitForVerdict } from "./open-browser.ts";
import { expectAccessible } from "./axe-objections.ts";
import { connectBrowser } from "./connect-browser.ts";

let server: TestServer;
let browser: Browser;
let jobs: {
  readonly state: string;
  readonly scan: string;
  readonly failed: string;
  readonly circuit: string;
  readonly portfolio: string;
};

beforeAll(async () => {
  if (missing !== undefined) return;
  [server, browser] = await Promise.all([startTestServer(), connectBrowser()]);
  const [state, scan, failed, circuit, portfolio] = await Promise.all([
    submit(server.url, hydrogen),
    submit(server.url, {
      kind: "bond-scan",
      request: {
        molecule: { library: "h2" },
        bond: [1, 2],
        fromAngstrom: 0.6,
        toAngstrom: 1.2,
        points: 4,
        activeSpace: { kind: "full" },
      },
    }),
    submit(server.url, {
      kind: "bond-scan",
      request: { molecule: { smiles: "O" }, bond: [2, 3], fromAngstrom: 1, toAngstrom: 2 },
    }),
    submit(server.url, {
      kind: "circuit",
      request: {
        qasm: 'OPENQASM 2.0; include "qelib1.inc"; qreg q[3]; h q; rz(pi/8) q[1]; ccx q[0],q[1],q[2];',
        noise: "superconducting",
        outputs: ["counts", "probabilities"],
        observables: [{ "Z0 Z2": 1 }],
      },
    }),
    submit(server.url, { kind: "portfolio", request: { sample: "us-stocks", pick: 4, layers: 1 } }),
  ]);
  await Promise.all([state, scan, failed, circuit, portfolio].map(({ id }) => followToEnd(server.url, id)));
  jobs = {
    state: state.id,
    scan: scan.id,
    failed: failed.id,
    circuit: circuit.id,
    portfolio: portfolio.id,
  };
});
afterAll(async () => {
  if (missing !== undefined) return;
  await browser.close();
  await server[Symbol.asyncDispose]();
});

/** Every page, in the states that look different. */
const pages: readonly (readonly [string, () => string, (page: Page) => Promise<unknown>])[] = [
  [
    "new calculation",
    () => "/",
    async (page) => {
      await page.locator('[data-viewer="ready"]').waitFor();
      await page.getByRole("button", { name: "Advanced" }).click();
      await page.getByText("Bond scan", { exact: true }).click();
      await page.getByRole("radio", { name: "Chosen", exact: true }).check();
      await page.getByRole("textbox", { name: "Electrons" }).fill("99");
      await page.getByText("Must be at most 60, got 99.").waitFor();
    },
  ],
  [
    "molecule library",
    () => "/",
    async (page) => {
      await page.getByRole("tab", { name: "Library" }).click();
      await page.getByRole("button", { name: "Benzene C₆H₆" }).waitFor();
    },
  ],
  [
    "structure editor",
    () => "/",
    async (page) => {
      await page.getByRole("tab", { name: "Draw" }).click();
      await page.locator('[data-field="molecule"] canvas').first().waitFor();
    },
  ],
  [
    "ground state",
    () => `/jobs/${jobs.state}`,
    async (page) => {
      await waitForVerdict(page);
      await page.getByRole("button", { name: "Show as a table" }).first().click();
    },
  ],
  ["bond scan", () => `/jobs/${jobs.scan}`, waitForVerdict],
  ["circuit", () => `/jobs/${jobs.circuit}`, waitForVerdict],
  ["portfolio", () => `/jobs/${jobs.portfolio}`, waitForVerdict],
  ["failed job", () => `/jobs/${jobs.failed}`, (page) => page.getByText("Error code").waitFor()],
  ["calculations", () => "/jobs", (page) => page.getByRole("listitem").nth(2).waitFor()],
  ["no page", () => "/nowhere", (page) => page.getByRole("heading", { level: 1 }).waitFor()],
];

describe.skipIf(missing !== undefined)(titled("every page of the dashboard"), () => {
  test.each(pages)(
    "%s: axe objects to nothing in light and dark, nothing scrolls sideways at 360 pixels",
    async (name, path, prepare) => {
      await using watched = await openPage(browser, server.url + path(), {
        reducedMotion: "reduce",
        webgl: name === "new calculation",
      });
      const { page, faults } = watched;
      await prepare(page);
      await expectAccessible(page);
      expect(faults).toEqual([]);
    },
  );

  test("the colour scheme follows the system until the toggle is used, and the choice stays", async () => {
    await using watched = await openPage(browser, server.url, { colorScheme: "dark" });
    const { page } = watched;
    const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
    expect(await scheme()).toBe("dark");
    await page.getByRole("button", { name: "Use the light colour scheme" }).click();
    expect(await scheme()).toBe("light");
    await page.reload();
    expect(await scheme()).toBe("light");
  });
});

describe.skipIf(missing !== undefined)(titled("the keyboard alone"), () => {
  test("skips to the content, names a molecule, runs it and arrives at the result", async () => {
    await using watched = await openPage(browser, server.url);
    const { page, faults } = watched;
    const focused = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        return element?.id === "main" ? "main" : (element?.ariaLabel ?? element?.textContent ?? "").trim();
      });
    const press = (key: string) => page.keyboard.press(key);
    /** Tabs until the focus is where it is wanted; fails when it does not get there. */
    const tabTo = async (isThere: () => Promise<boolean>) => {
      for (let count = 0; count < 60; count++) {
        if (await isThere()) return;
        await press("Tab");
      }
      throw new Error(`the focus stays at "${await focused()}"`);
    };

    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    await press("Tab");
    expect(await focused()).toBe("Skip to the content");
    const box = (await page.getByRole("link", { name: "Skip to the content" }).boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    await press("Enter");
    await expect.poll(focused, patience).toBe("main");
    const smiles = page.getByRole("textbox", { name: "SMILES" });
    await tabTo(() => smiles.evaluate((element) => element === document.activeElement));
    await press("Control+a");
    await page.keyboard.type("[H][H]");
    await page.getByRole("heading", { name: "H₂" }).waitFor();
    await tabTo(async () => (await focused()).includes("Ball-and-stick model"));
    await press("ArrowRight");
    await tabTo(async () => (await focused()) === "Calculate");
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).not.toBe("none");
    await press("Enter");
    await page.waitForURL(/\/jobs\//);
    await expect.poll(focused, patience).toBe("main");
    await waitForVerdict(page);
    await tabTo(async () => (await focused()) === "Run again with changes");
    await press("Enter");
    await page.waitForURL(`${server.url}/`);
    expect(await smiles.inputValue()).toBe("[H][H]");
    expect(faults).toEqual([]);
  });

  test("Enter in the SMILES box runs the calculation", async () => {
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    await page.getByRole("textbox", { name: "SMILES" }).press("Enter");
    await waitForVerdict(page);
  });
});

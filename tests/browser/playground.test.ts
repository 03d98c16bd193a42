import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../api/test-server.ts";
import { connectBrowser } from "./connect-browser.ts";
import { missing, openPage, patience, titled } from "./open-browser.ts";

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

const grid = (page: Page) => page.getByTestId("circuit-grid");
const cell = (page: Page, qubit: number, column: number) =>
  page.locator(`[data-qubit="${qubit}"][data-column="${column}"]`);
const editor = (page: Page) => page.getByRole("textbox", { name: "OpenQASM text of the circuit" });
const textOf = async (page: Page) => (await page.locator(".cm-content").innerText()).replaceAll("\n\n", "\n");

/** The rows of the table of states, "|00⟩" to "50 %". */
async function states(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .getByRole("region", { name: /^Table: Probabilities/ })
    .getByRole("row")
    .all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole("cell").allTextContents()));
  return Object.fromEntries(cells.map(([state, probability]) => [state, probability]));
}

async function expectBellPair(page: Page): Promise<void> {
  await expect
    .poll(() => states(page), patience)
    .toEqual({
      "|00⟩": "50 %",
      "|01⟩": "0 %",
      "|10⟩": "0 %",
      "|11⟩": "50 %",
    });
  const spheres = page.getByTestId("bloch-spheres").getByRole("listitem");
  await expect.poll(() => spheres.count(), patience).toBe(2);
  for (const sphere of await spheres.all()) {
    expect(await sphere.textContent()).toContain("(0.00, 0.00, 0.00)length 0.00");
    expect(await sphere.textContent()).toContain("maximally entangled");
  }
  expect(await page.getByTestId("entanglement-words").textContent()).toContain(
    "A Bell pair: qubits 0 and 1.",
  );
}

/** The playground with an empty circuit of two qubits and the table of states open. */
async function openEmpty(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Show as a table" }).first().click();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => states(page), patience).toMatchObject({ "|00⟩": "100 %" });
}

async function purity(page: Page): Promise<number> {
  return Number(/\d\.\d+/.exec((await page.getByTestId("purity").textContent())!)?.[0]);
}

describe.skipIf(missing !== undefined)(titled("the circuit playground"), () => {
  test("a Bell pair by the keyboard alone: half and half, no arrow left on either qubit; undone and redone", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`);
    const { page, faults } = watched;
    await openEmpty(page);
    await grid(page).focus();
    for (const key of ["h", "ArrowDown", "x", "ArrowUp", "ArrowLeft", "c"]) await page.keyboard.press(key);
    await expect
      .poll(() => page.getByTestId("announcer").textContent(), patience)
      .toBe("X on qubit 1, controlled by qubit 0");
    await expectBellPair(page);
    expect(await textOf(page)).toMatch(/h q\[0\];\s+cx q\[0\], ?q\[1\];/);
    await page.keyboard.press("Control+z");
    await expect.poll(() => states(page), patience).toMatchObject({ "|00⟩": "0 %", "|10⟩": "50 %" });
    await page.keyboard.press("Control+y");
    await expectBellPair(page);
    expect(faults).toEqual([]);
  });

  test("a Bell pair by dragging, step by step, moved and deleted", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`);
    const { page, faults } = watched;
    await openEmpty(page);
    const drag = (tile: string, qubit: number, column: number) =>
      page.locator(`[data-tile="${tile}"]`).dragTo(cell(page, qubit, column), { steps: 10 });
    await drag("h", 0, 0);
    await drag("cx", 0, 1);
    await expectBellPair(page);
    await page.getByRole("button", { name: "One step back" }).click();
    await expect.poll(() => states(page), patience).toMatchObject({ "|00⟩": "50 %", "|01⟩": "50 %" });
    await page.getByRole("button", { name: "One step forward" }).click();
    await cell(page, 0, 0).dragTo(cell(page, 1, 0), { steps: 10 });
    await expect.poll(() => states(page), patience).toMatchObject({ "|00⟩": "50 %", "|10⟩": "50 %" });
    await cell(page, 1, 0).dragTo(page.locator('[data-tile="measure"]'), { steps: 10 });
    await expect.poll(() => states(page), patience).toMatchObject({ "|00⟩": "100 %" });
    await page.getByRole("button", { name: "X: NOT" }).click();
    await cell(page, 1, 0).click();
    await expect.poll(() => states(page), patience).toMatchObject({ "|10⟩": "100 %" });
    expect(faults).toEqual([]);
  });

  test("a text with a fault is told with line and column and changes nothing; mended, it is the circuit", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`);
    const { page, faults } = watched;
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    await expectBellPair(page);
    const type = async (text: string) => {
      await editor(page).focus();
      await page.keyboard.press("Control+a");
      await page.keyboard.insertText(text);
    };
    const text = 'OPENQASM 2.0;\ninclude "qelib1.inc";\nqreg q[3];\nh q[0];\ncx q[0], q[1];\ncx q[1] q[2];\n';
    await type(text);
    const told = page.getByTestId("text-state");
    await expect.poll(() => told.textContent(), patience).toMatch(/Line 6, column \d+/);
    await expectBellPair(page);
    await type(text.replace("q[1] q[2]", "q[1], q[2]"));
    await expect.poll(() => told.textContent(), patience).not.toContain("Line");
    await expect.poll(() => states(page), patience).toMatchObject({ "|000⟩": "50 %", "|111⟩": "50 %" });
    expect(await textOf(page)).toContain("qreg q[3];");
    const file = await downloadFrom(page, "OpenQASM 2");
    expect(file.name).toBe("circuit-2.qasm");
    expect(file.text).toContain("OPENQASM 2.0;");
    expect((await downloadFrom(page, "SVG drawing")).text).toContain("<svg");
    expect(faults).toEqual([]);
  });

  test("noise lowers the purity; a link brings circuit and settings back; a damaged one says so", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const { page, faults } = watched;
    await expect.poll(() => purity(page), patience).toBe(1);
    await page.getByRole("slider", { name: /^Noise/ }).focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press("ArrowRight");
    // Two qubits, 5 % after H on one and after CX on both.
    await expect.poll(() => purity(page), patience).toBeLessThan(0.9);
    expect(await purity(page)).toBeGreaterThan(0.7);
    expect(await page.getByTestId("bloch-spheres").textContent()).toContain("completely mixed");
    await page.waitForURL(/#circuit=1\./);
    await page.getByRole("button", { name: "Add a qubit" }).click();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await using shared = await openPage(browser, link);
    await shared.page.getByText("3 qubits", { exact: true }).waitFor();
    // Both pages come to rest in their own time.
    await expect.poll(async () => (await purity(shared.page)) - (await purity(page)), patience).toBe(0);
    expect(shared.faults).toEqual([]);
    await page.goto(`${server.url}/playground#circuit=1.bY2xDo`);
    await page.getByText("The link cannot be read").waitFor();
    await grid(page).waitFor();
    expect(faults).toEqual([]);
  });

  test("twelve qubits, named parameters, measurements with feedback", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`);
    const { page, faults } = watched;
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    const example = page.getByRole("combobox", { name: "Example" });
    await example.selectOption("superposition");
    const phi = page.getByRole("textbox", { name: "phi" });
    await phi.fill("pi");
    await expect.poll(() => states(page), patience).toMatchObject({ "|0⟩": "0 %", "|1⟩": "100 %" });
    await phi.fill("0");
    await expect.poll(() => states(page), patience).toMatchObject({ "|0⟩": "100 %", "|1⟩": "0 %" });

    await example.selectOption("teleportation");
    // RY(π/3) then P(π/4) on |0⟩: (sin 60° cos 45°, sin 60° sin 45°, cos 60°), whatever the two measurements gave.
    const last = page.getByTestId("bloch-spheres").getByRole("listitem").nth(2);
    await expect.poll(() => last.textContent(), patience).toContain("(0.61, 0.61, 0.50)");
    await page.getByText("one run", { exact: true }).click();
    await page.getByTestId("classical-bits").waitFor();
    await expect.poll(() => last.textContent(), patience).toContain("(0.61, 0.61, 0.50)");

    await example.selectOption("ghz");
    await grid(page).focus();
    for (let count = 4; count < 12; count++) await page.keyboard.press("+");
    await page.getByText("12 qubits", { exact: true }).waitFor();
    await expect
      .poll(() => states(page), patience)
      .toEqual({ [`|${"0".repeat(12)}⟩`]: "50 %", [`|${"0".repeat(8)}1111⟩`]: "50 %" });
    expect(faults).toEqual([]);
  });

  test("axe objects to nothing in light and dark, nothing scrolls sideways at 360 pixels", async () => {
    await using watched = await openPage(browser, `${server.url}/playground`, { reducedMotion: "reduce" });
    const { page, faults } = watched;
    await page.getByRole("combobox", { name: "Example" }).selectOption("teleportation");
    await cell(page, 0, 0).click();
    await page.getByTestId("inspector").waitFor();
    await page.getByTestId("entanglement-words").waitFor();
    const closed = page.getByRole("button", { name: "Show as a table" });
    while ((await closed.count()) > 0) await closed.first().click();
    await page.getByRole("button", { name: "Keyboard" }).click();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect
        .poll(() => page.locator("html").getAttribute("data-mantine-color-scheme"), patience)
        .toBe(colorScheme);
      const animations = () => page.evaluate(() => document.getAnimations().length);
      await expect.poll(animations, patience).toBe(0);
      const axe = new AxeBuilder({ page });
      // In the dark nothing but the colours is another.
      const { violations } = await (
        colorScheme === "light" ? axe : axe.withRules(["color-contrast"])
      ).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
      ).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow, patience).toBe(0);
    expect(faults).toEqual([]);
  });

  test("the other pages do not load the playground; it is found again as it was left", async () => {
    await using watched = await openPage(browser, server.url);
    const { page } = watched;
    await page.getByRole("heading", { level: 1 }).waitFor();
    const scripts = () =>
      page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop()!));
    expect((await scripts()).filter((name) => name.startsWith("PlaygroundPage"))).toEqual([]);
    await page.getByRole("link", { name: "Playground" }).click();
    await grid(page).waitFor();
    expect((await scripts()).some((name) => name.startsWith("PlaygroundPage"))).toBe(true);
    await page.getByRole("button", { name: "Add a qubit" }).click();
    await page.getByRole("link", { name: "New calculation" }).click();
    await page.getByRole("link", { name: "Playground" }).click();
    await page.getByText("3 qubits", { exact: true }).waitFor();
  });
});

/** A file that the download menu offers. */
async function downloadFrom(page: Page, item: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item, exact: true }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { longJob, readJob, startTestServer, submit, type TestServer } from "../api/test-server.ts";
import { startCutProxy } from "./cut-proxy.ts";
import { missing, openPage, patience, titled, waitForVerdict } from "./open-browser.ts";
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

describe.skipIf(missing !== undefined)(titled("a broken connection to the dashboard"), () => {
  test("events go on after it without loss or repetition, and the result is shown", async () => {
    await using proxy = await startCutProxy(server.url);
    const { id } = await submit(server.url, {
      kind: "ground-state",
      request: { molecule: { smiles: "O" }, basis: "6-31g", optimizer: "adam", maxIterations: 150 },
    });
    await using watched = await openPage(browser, `${proxy.url}/jobs/${id}`);
    const { page } = watched;
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    const iterations = async () =>
      (
        await page
          .getByRole("region", { name: /^Table/ })
          .getByRole("row")
          .allTextContents()
      )
        .slice(1)
        .map((text) => Number.parseInt(text, 10));
    await expect.poll(iterations, patience).not.toEqual([]);
    proxy.cut();
    const atTheCut = (await iterations()).length;
    await expect.poll(async () => (await iterations()).length, patience).toBeGreaterThan(atTheCut);
    const seen = await iterations();
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
    await waitForVerdict(page);
    const job = await readJob(server.url, id);
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    const shown = await iterations();
    expect(shown).toEqual(
      job.kind === "ground-state" && job.result?.history.map(({ iteration }) => iteration),
    );
    // The stream was asked for again, after the last event that had come.
    const resumed = [...proxy.sent().matchAll(/^last-event-id: (\d+)/gim)].map((match) => Number(match[1]));
    expect(resumed.length).toBeGreaterThan(0);
    expect(Math.min(...resumed)).toBeGreaterThan(1);
  });

  test("a server that does not answer is told with a way to try again, and taken back", async () => {
    await using proxy = await startCutProxy(server.url);
    await using watched = await openPage(browser, proxy.url);
    const { page } = watched;
    await page.getByRole("heading", { name: "H₂O" }).waitFor();
    proxy.sever();
    await page.getByRole("button", { name: "Calculate" }).click();
    await page
      .getByText(/The server at this address cannot be reached/)
      .first()
      .waitFor();
    expect(await page.getByRole("textbox", { name: "SMILES" }).inputValue()).toBe("O");
    proxy.mend();
    await page.getByRole("button", { name: "Calculate" }).click();
    await waitForVerdict(page);
  });

  test("a running job is cancelled from its page", async () => {
    const { id } = await submit(server.url, longJob);
    await using watched = await openPage(browser, `${server.url}/jobs/${id}`);
    const { page, faults } = watched;
    await page.getByText("Running", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The calculation was stopped before it ended").waitFor();
    expect((await readJob(server.url, id)).status).toBe("cancelled");
    await expect
      .poll(() => page.getByTestId("announcer").textContent(), patience)
      .toBe("Calculation: Cancelled");
    expect(faults).toEqual([]);
  });
});

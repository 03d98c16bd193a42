// Takes the pictures of the README from the real dashboard with a real calculation:
// node --conditions=@ansatz/source tests/browser/screenshots.ts (after a build of the dashboard)
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@ansatz/api";
import { launchBrowser, missing, openPage, waitForVerdict } from "./open-browser.ts";

const images = join(import.meta.dirname, "../../docs/images");

async function main(): Promise<void> {
  if (missing !== undefined) throw new Error(`No pictures: ${missing}.`);
  const dataDirectory = mkdtempSync(join(tmpdir(), "ansatz-pictures-"));
  const server = await startServer({ port: 0, dataDirectory });
  const browser = await launchBrowser();
  try {
    mkdirSync(images, { recursive: true });
    await using watched = await openPage(browser, server.url, {
      viewport: { width: 1280, height: 1690 },
      colorScheme: "light",
      webgl: true,
    });
    const { page } = watched;
    await page.getByRole("button", { name: "Ethene", exact: true }).click();
    await page.getByRole("heading", { name: "C₂H₄" }).waitFor();
    await page.getByRole("button", { name: "Calculate" }).click();
    await waitForVerdict(page);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator('[data-viewer="ready"]').waitFor();
      await page.waitForTimeout(1_500);
      const name = scheme === "light" ? "dashboard.png" : "dashboard-dark.png";
      await page.screenshot({ path: join(images, name) });
      console.log(`docs/images/${name}`);
    }
    await using playing = await openPage(browser, `${server.url}/playground`, {
      viewport: { width: 1280, height: 1400 },
      colorScheme: "light",
      webgl: false,
    });
    await playing.page.getByRole("heading", { level: 1 }).waitFor();
    await playing.page.waitForTimeout(3_000);
    await playing.page.screenshot({ path: join(images, "playground.png") });
    console.log("docs/images/playground.png");
  } finally {
    await browser.close();
    await server.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

await main();

import { existsSync } from "node:fs";
import { routes } from "@ansatz/contract";
import { chromium, type ConsoleMessage } from "playwright-core";
import { expect, test } from "vitest";
import { startTestServer } from "./test-server.ts";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const reason = existsSync(executablePath) ? "" : ` (left out: there is no Chromium at ${executablePath})`;

test.skipIf(reason !== "")(
  `the docs page shows every route under the server's own policy, from this server alone${reason}`,
  async () => {
    await using service = await startTestServer();
    const browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      const origins = new Set<string>();
      page.on("console", (message: ConsoleMessage) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => {
        if (!request.url().startsWith("data:")) origins.add(new URL(request.url()).origin);
      });
      await page.goto(`${service.url}/api/docs`);
      for (const { summary } of Object.values(routes)) await page.getByText(summary).first().waitFor();
      await page.getByText(routes.createJob.summary).click();
      await page.getByRole("button", { name: "Try it out" }).click();
      await page.getByRole("button", { name: "Execute" }).click();
      await page.locator(".live-responses-table").getByText("201").first().waitFor();
      expect(complaints).toEqual([]);
      expect([...origins]).toEqual([service.url]);
    } finally {
      await browser.close();
    }
  },
);

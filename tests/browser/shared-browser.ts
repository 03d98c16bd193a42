import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { launchOptions, missing } from "./open-browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the browser that all tests share takes connections; empty where there is none. */
    readonly browserEndpoint: string;
  }
}

/** Starts a browser once for a whole run of tests; each test opens a context of its own in it. */
export default async function shareBrowser(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (missing !== undefined) {
    project.provide("browserEndpoint", "");
    return undefined;
  }
  const server = await chromium.launchServer(launchOptions);
  project.provide("browserEndpoint", server.wsEndpoint());
  return () => server.close();
}

import { chromium, type Browser } from "playwright-core";
import { inject } from "vitest";
import type {} from "./shared-browser.ts";

/** The browser that all tests share; closing it closes the connection and the pages opened over it. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject("browserEndpoint"));
}

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { patience } from "./open-browser.ts";

/** What axe objects to, by rule and place; `rules` names those to look for, by default all. */
export async function objections(page: Page, name: string, rules?: readonly string[]): Promise<string[]> {
  // Colours on their way from one scheme to the other are nobody's to read.
  const transitions = () =>
    page.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition).length);
  await expect.poll(transitions, patience).toBe(0);
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules === undefined ? axe : axe.withRules([...rules])).analyze();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${name}: ${id} (${impact ?? "?"}) at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** Expects of the page that nothing scrolls sideways at 360 pixels. */
export async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow, patience).toBe(0);
  await page.setViewportSize(size);
}

/** Expects of the page that axe objects to nothing in light and dark, and that nothing scrolls sideways at 360 pixels. */
export async function expectAccessible(page: Page): Promise<void> {
  const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
  expect(await objections(page, "light")).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(scheme, patience).toBe("dark");
  // In the dark nothing but the colours is another.
  expect(await objections(page, "dark", ["color-contrast"])).toEqual([]);
  await expectNarrow(page);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(scheme, patience).toBe("light");
}

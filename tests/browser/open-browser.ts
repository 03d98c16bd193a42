import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const dashboard = join(import.meta.dirname, "../../apps/dashboard/dist/index.html");

/** Why the tests of the dashboard cannot run here; undefined where they can. */
export const missing = !existsSync(executablePath)
  ? `no Chromium at ${executablePath}, name one in CHROMIUM_PATH`
  : !existsSync(dashboard)
    ? "the dashboard has not been built"
    : undefined;

/** How long a state of the page is waited for; on a busy machine everything takes its time. */
export const patience = { timeout: 30_000 } as const;

/** A title that says why its tests are left out. */
export function titled(title: string): string {
  return missing === undefined ? title : `${title} (left out: ${missing})`;
}

/** Chromium as a user has it, with WebGL drawn by software and without requests of its own. */
export const launchOptions: LaunchOptions = {
  executablePath,
  args: [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
};

/** A browser of one's own; tests share one, see {@link connectBrowser} of connect-browser.ts. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions);
}

/** A page with everything that a user would call broken: script errors, refused content, failed requests. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly faults: readonly string[];
}

export interface PageOptions extends BrowserContextOptions {
  /** Software draws the model slowly; tests that do not look at it go without. */
  readonly webgl?: boolean;
}

/** Requests that a page gives up on purpose when it is left or a stream has ended. */
const isGivenUp = (failure: string | undefined) => failure === "net::ERR_ABORTED";

export async function openPage(
  browser: Browser,
  url: string,
  { webgl = false, ...options }: PageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  if (!webgl) {
    await page.addInitScript(() => {
      const { prototype } = HTMLCanvasElement;
      type GetContext = (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) => unknown;
      const getContext = Reflect.get(prototype, "getContext") as GetContext;
      const withoutWebGl: GetContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...rest);
      };
      Reflect.set(prototype, "getContext", withoutWebGl);
    });
  }
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText;
    if (!isGivenUp(failure)) faults.push(`${request.url()}: ${failure ?? "failed"}`);
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url).origin) {
      faults.push(`outside request to ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until the job of the page has ended with a result. */
export async function waitForVerdict(page: Page): Promise<string> {
  await page.getByRole("heading", { name: /^Verdict:/ }).waitFor({ timeout: 60_000 });
  return (await page.getByTestId("verdict").textContent())!;
}

/** A shown energy, which has a true minus sign, as a number. */
export function numberIn(text: string | null): number {
  return Number(/[−-]?\d+(?:\.\d+)?/.exec(text ?? "")?.[0].replace("−", "-"));
}

/** The text of a file that a button offers. */
export async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

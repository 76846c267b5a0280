import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Debian and its like put Chromium. */
const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser of this machine; undefined where there is none. */
export const CHROMIUM = PATHS.find((path) => existsSync(path));

/** A page in a browser, and what should not have happened in it: errors, and requests but for its own file. */
export type OpenPage = { readonly page: Page; readonly complaints: readonly string[] };

/** Starts the browser. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
}

/** Opens a file as a user would, at a time; waits until its report is drawn. */
export async function openFile(
  browser: Browser,
  file: string,
  { now, ...options }: BrowserContextOptions & { readonly now?: Date | undefined } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    locale: "en-US",
    timezoneId: "America/Mexico_City",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== pathToFileURL(file).href)
      complaints.push(`request: ${request.url()}`);
  });
  if (now !== undefined) await page.clock.install({ time: now });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("footer", { timeout: 8000 }).catch((error: Error) => {
    throw new Error(`The page was not drawn: ${error.message}\n${complaints.join("\n")}`);
  });
  return { page, complaints };
}

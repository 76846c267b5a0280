/**
 * Takes the pictures of the documents: `npm run screenshots` runs the demo, makes its report and photographs it in
 * Chromium.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM, openFile, startBrowser } from "../helpers/processes/browser.ts";
import { cli } from "../helpers/processes/cli.ts";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const PICTURES = [
  {
    name: "desktop",
    viewport: { width: 1280, height: 1000 },
    colorScheme: "light",
    locale: "en-US",
    scale: 1,
  },
  { name: "dark", viewport: { width: 1280, height: 1000 }, colorScheme: "dark", locale: "en-US", scale: 1 },
  {
    name: "phone",
    viewport: { width: 390, height: 1440 },
    colorScheme: "light",
    locale: "es-MX",
    scale: 1.4,
  },
] as const;

if (CHROMIUM === undefined) throw new Error("Found no Chromium. Install it: apt-get install chromium");
const folder = await mkdtemp(join(tmpdir(), "municlima-screenshots-"));
const browser = await startBrowser();
try {
  await cli(["demo", "--data-dir", folder, "--json"]);
  await cli(["report", "--data-dir", folder]);
  for (const { name, scale, ...look } of PICTURES) {
    const { page } = await openFile(browser, join(folder, "report.html"), {
      ...look,
      deviceScaleFactor: scale,
    });
    await page.screenshot({
      path: join(DOCS, `report-${name}.png`),
      fullPage: process.argv.includes("--whole"),
    });
    process.stdout.write(`docs/report-${name}.png\n`);
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

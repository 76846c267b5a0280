/**
 * Takes the pictures of the documents: `npm run screenshots` runs the demo, makes its report and photographs it in
 * Chromium, as half an hour after the forecast came out.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM, openFile, startBrowser } from "../helpers/processes/browser.ts";
import { cli } from "../helpers/processes/cli.ts";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
/** The demo's newest run of the model comes out at 8:00 on the feed's clock. */
const HALF_PAST = "T14:30:00Z";
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
  const made = await cli(["demo", "--data-dir", folder, "--json"]);
  const issued: string = JSON.parse(made.stdout).ingests[1].source.issued_at;
  await cli(["report", "--data-dir", folder]);
  for (const { name, scale, ...look } of PICTURES) {
    const now = new Date(issued.slice(0, 10) + HALF_PAST);
    const { page } = await openFile(browser, join(folder, "report.html"), {
      ...look,
      now,
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

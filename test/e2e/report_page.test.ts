import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { report } from "../../pipelines/report/report.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { fillFolder, ISSUED, someTowns } from "../helpers/folders/report_folder.ts";
import { CHROMIUM, type OpenPage, openFile, startBrowser } from "../helpers/processes/browser.ts";

if (CHROMIUM === undefined) {
  process.stdout.write("Not run: the report's page in a browser. For that: apt-get install chromium\n");
}
const inBrowser = CHROMIUM === undefined ? test.skip : test;
const HALF_AN_HOUR_LATER = new Date(ISSUED.getTime() + 1_800_000);

let browser: Browser | undefined;
/** The report that most tests look at: made once. */
let usual = "";
test.before(async () => {
  if (CHROMIUM === undefined) return;
  browser = await startBrowser();
  usual = join(await mkdtemp(join(tmpdir(), "municlima-page-")), "report.html");
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    await report({ ...placeIn(folder.settings()), output: usual });
  });
});
test.after(async () => {
  await browser?.close();
  if (usual !== "") await rm(dirname(usual), { recursive: true });
});

type Look = Parameters<typeof openFile>[2];

/** Opens the usual report and does some work with the page. */
async function withPage(look: Look, work: (open: OpenPage) => Promise<void>, file = usual): Promise<void> {
  const open = await openFile(browser as Browser, file, { now: HALF_AN_HOUR_LATER, ...look });
  await work(open);
  assert.equal(open.complaints, [], "no errors, and no request leaves the page");
  await open.page.context().close();
}

/** Makes the report of another folder, opens it, and does some work with the page. */
async function withReport(
  filled: Parameters<typeof fillFolder>[1],
  work: (open: OpenPage) => Promise<void>,
): Promise<void> {
  await withDataFolder(async (folder) => {
    await fillFolder(folder, filled);
    const { output } = await report({ ...placeIn(folder.settings()) });
    await withPage({}, work, output);
  });
}

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().innerText()).trim();
const firstTowns = (page: Page) => page.locator(".towns tbody th button").allInnerTexts();
/** Not against `innerWidth`: on a phone that grows with what is too wide. */
const isTooWide = async (page: Page) =>
  Number(await page.evaluate("document.documentElement.scrollWidth")) > (page.viewportSize()?.width ?? 0);

/** The serious and critical faults that axe finds. Its script is evaluated, as the page's policy lets none in. */
async function faultsOf(page: Page): Promise<string[]> {
  const require = createRequire(import.meta.url);
  await page.evaluate(await readFile(require.resolve("axe-core/axe.min.js"), "utf8"));
  return await page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target)))`);
}

inBrowser("the page draws its charts, says that the data is made up, and how old it is", async () => {
  await withPage({}, async ({ page }) => {
    assert.is(await textOf(page, ".synthetic"), "Synthetic data: made up, not a forecast");
    for (const card of ["map", "town-panel", "distribution", "states", "revision"]) {
      assert.ok((await page.locator(`.${card} svg path, .${card} svg rect`).count()) > 0, card);
    }
    const ages = await page.locator(".age").allInnerTexts();
    assert.ok(ages.length >= 8);
    assert.equal([...new Set(ages)], ["issued 30 minutes ago"]);
    assert.is(await page.locator(".banner").isVisible(), false);
    assert.match(await textOf(page, ".findings"), /Towns in the feed\s+32 of 2,463\s+! worth a look/);
  });
});

inBrowser(
  "the search finds a town without its accents, by keyboard alone, and the map and table show it",
  async () => {
    await withPage({}, async ({ page }) => {
      await page.locator("#search").focus();
      await page.keyboard.type("penon mues");
      assert.equal(await page.locator("#found li bdi").allInnerTexts(), ["Peñón de Muestra"]);
      await page.keyboard.press("Enter");
      assert.match(await textOf(page, ".town-name"), /^Peñón de Muestra\nNuevo León/);
      assert.is(await page.locator("#found").isVisible(), false);
      assert.is(await page.locator(".map .chosen-town circle, .map circle.chosen-town").count(), 1);
      assert.is(await textOf(page, ".towns tr.chosen th button"), "Peñón de Muestra");
      assert.match(page.url(), /#19-\d+$/);
      await page.locator("#search").fill("xyz");
      assert.is(await textOf(page, "#found"), "No town is called that");
    });
  },
);

inBrowser("the table sorts by each column, both ways, and filters by name", async () => {
  await withPage({}, async ({ page }) => {
    const values = async () =>
      (await page.locator(".towns tbody tr td:nth-child(3)").allInnerTexts()).map(Number);
    const warmest = await values();
    assert.equal(
      warmest,
      [...warmest].sort((a, b) => b - a),
    );
    await page.getByRole("button", { name: "Temperature (°C)" }).press("Enter");
    const coldest = await values();
    assert.equal(
      coldest,
      [...coldest].sort((a, b) => a - b),
    );
    assert.ok((coldest[0] ?? 0) < (warmest.at(-1) ?? 0) + 0.01);
    assert.is(await page.locator(".towns [aria-sort='ascending']").innerText(), "Temperature (°C)");
    await page.getByRole("button", { name: "Town", exact: true }).click();
    const names = await firstTowns(page);
    assert.equal(
      names,
      [...names].sort((a, b) => a.localeCompare(b, "es")),
    );
    await page.getByRole("button", { name: "Show more" }).click();
    assert.is((await firstTowns(page)).length, 32);
    await page.locator("#filter").fill("nuevo leon");
    assert.equal(await firstTowns(page), ["Peñón de Muestra"]);
    assert.is(await textOf(page, ".shown"), "1 of 1 towns for “nuevo leon”");
  });
});

inBrowser("the map tells a town's value under the pointer, and a click chooses the town", async () => {
  await withPage({}, async ({ page }) => {
    const map = page.locator(".map figure > svg").last();
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.87, box.y + box.height * 0.65);
    await page.locator(".map [aria-label='tip'] text").waitFor();
    const [name] = (await page.locator(".map [aria-label='tip'] tspan").allTextContents()).filter(Boolean);
    await page.mouse.down();
    await page.mouse.up();
    assert.ok((await textOf(page, ".town-name")).startsWith((name ?? "?").replace(/^\u200b/, "").trim()));
  });
});

inBrowser("the slider shows a time of the forecast on the map, and a button the means again", async () => {
  await withPage({}, async ({ page }) => {
    const about = () => textOf(page, ".map .about");
    assert.match(await about(), /^Mean of Nov 29, 02:00 – Nov 29, 03:00\./);
    await page.locator("#time").focus();
    await page.keyboard.press("ArrowRight");
    assert.match(await about(), /^Forecast for Nov 24, 09:00\./);
    await page.keyboard.press("ArrowRight");
    assert.match(await about(), /^Forecast for Nov 24, 10:00\./, "the slider keeps the focus");
    await page.getByRole("button", { name: "Show the means" }).click();
    assert.match(await about(), /^Mean of /);
  });
});

inBrowser("the page speaks the browser's language, and the other one at a press of a button", async () => {
  await withPage({ locale: "es-MX" }, async ({ page }) => {
    assert.is(await textOf(page, "h1"), "Pronóstico municipal por hora, sintético");
    assert.is(await page.getAttribute("html", "lang"), "es");
    assert.is(await textOf(page, ".map .age"), "emitido hace 30 minutos");
    await page.locator("#language").press("Enter");
    assert.is(await textOf(page, "h1"), "Synthetic municipal forecast by the hour");
    assert.is(await page.getAttribute("html", "lang"), "en");
    assert.is(await page.evaluate("document.activeElement.id"), "language");
  });
});

inBrowser("the page is dark where the system is, and light at a press of a button", async () => {
  await withPage({ colorScheme: "dark" }, async ({ page }) => {
    const paper = () => page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    assert.is(await paper(), "rgb(14, 19, 24)");
    await page.locator("#theme").click();
    assert.is(await paper(), "rgb(244, 246, 247)");
  });
});

inBrowser(
  "data turns stale while the page is open, and is stale at once where it is opened late",
  async () => {
    await withPage({}, async ({ page }) => {
      await page.clock.fastForward("06:00:00");
      assert.match(
        await textOf(page, ".banner"),
        /^This data is stale\. It was issued 6 hours ago; from 6 hours on/,
      );
      assert.equal([...new Set(await page.locator(".age").allInnerTexts())], ["issued 6 hours ago"]);
      assert.is(await page.locator(".age:not([data-state='stale'])").count(), 0);
    });
    await withPage({ now: new Date("2026-12-04T14:00:00Z") }, async ({ page }) => {
      assert.match(await textOf(page, ".banner"), /issued 10 days ago/);
    });
    await withPage({ now: new Date("2026-11-24T07:55:00Z") }, async ({ page }) => {
      assert.match(await textOf(page, ".banner"), /^The clocks disagree\. .*6 hours ahead of this clock/);
    });
  },
);

inBrowser("a phone shows the whole page without scrolling sideways", async () => {
  await withPage(
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    async ({ page }) => {
      assert.is(await isTooWide(page), false);
      await page.locator("#language").tap();
      assert.is(await isTooWide(page), false);
    },
  );
});

inBrowser(
  "axe finds no serious fault, light or dark, in both languages, on a desk and on a phone",
  async () => {
    for (const look of [
      { colorScheme: "light", locale: "en-US" },
      { colorScheme: "dark", locale: "es-MX", viewport: { width: 360, height: 740 } },
    ] as const) {
      await withPage(look, async ({ page }) => assert.equal(await faultsOf(page), []));
      await withPage({ ...look, now: new Date("2026-12-04T14:00:00Z") }, async ({ page }) => {
        await page.locator("#search").fill("a");
        assert.equal(await faultsOf(page), []);
      });
    }
  },
);

inBrowser("one forecast alone has no revision, and the page says so", async () => {
  await withReport({ runs: ["20261124T08"] }, async ({ page }) => {
    assert.match(await textOf(page, ".revision"), /Only one forecast is kept\./);
    assert.is(await page.locator(".town-panel svg").count(), 2);
  });
});

inBrowser(
  "names that are HTML, formulas or turn the text around are shown as text, and do nothing",
  async () => {
    const hostile = [
      "<script>alert(1)</script>",
      "</script><img src=x onerror=alert(1)>",
      "=HYPERLINK(1)",
      "\u202eabc\u0000",
    ];
    const towns = someTowns().map((town, i) => ({
      ...town,
      nmun: hostile[i] ?? town.nmun,
      nes: i === 0 ? "<b>x</b>" : town.nes,
    }));
    await withReport({ towns }, async ({ page }) => {
      await page.locator("#filter").fill("");
      await page.getByRole("button", { name: "Show more" }).click();
      const names = await firstTowns(page);
      for (const name of [...hostile.slice(0, 3), "abc"]) assert.ok(names.includes(name), name);
      assert.is(await page.locator("img, script").count(), 2, "the page's own data and script");
      await page.locator("#search").fill("<script>");
      assert.equal(await page.locator("#found bdi").allInnerTexts(), [hostile[0]]);
    });
  },
);

inBrowser("a town without values, and a table without coordinates, leave the page whole", async () => {
  const [first] = someTowns();
  const change = (text: string) =>
    text
      .replaceAll(/"(lat|lon)": "[^"]*"/g, '"$1": ""')
      .replaceAll(
        new RegExp(`("idmun": "${first?.idmun}".*?"prec": ")[^"]*(".*?"temp": ")[^"]*`, "g"),
        "$1$2",
      );
  await withReport({ change, towns: someTowns().slice(0, 5) }, async ({ page }) => {
    assert.match(await textOf(page, ".map"), /None of the towns has coordinates, so there is no map\./);
    const rows = await page.locator(".towns tbody tr").allInnerTexts();
    assert.match(rows.at(-1) ?? "", new RegExp(`${first?.nmun}\\s+.*–`));
    await page.getByRole("button", { name: first?.nmun ?? "" }).click();
    assert.match(await textOf(page, ".town-panel"), /The newest feed tells nothing of this town\./);
    assert.is(await isTooWide(page), false);
  });
});

inBrowser("a page whose data was damaged says so instead of staying empty", async () => {
  await withDataFolder(async (folder) => {
    const damaged = (await readFile(usual, "utf8")).replace(/(id="data">.{2000}).{400}/, "$1");
    const file = await folder.put("damaged.html", damaged);
    const page = await (browser as Browser).newPage();
    await page.goto(`file://${join(file)}`);
    await page.locator(".plain").waitFor();
    assert.match(await textOf(page, ".plain"), /This page is damaged/);
    await page.close();
  });
});

test.run();

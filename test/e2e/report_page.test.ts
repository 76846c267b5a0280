import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { query } from "../../pipelines/read/query.ts";
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
/** Waits until an expression is true in the page, whose policy lets nothing in that would wait there. */
async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await page.evaluate(expression)) return;
    await delay(50);
  }
  throw new Error(`It never became true: ${expression}`);
}
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
    assert.match(
      await textOf(page, ".trust-line"),
      /^Up to date · run of Nov 24, 08:00 · issued 30 minutes ago · forecast until Sun, Nov 29, 03:00 · 32 towns · no odd values · next one expected Nov 24, \d\d:00$/,
    );
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
    await page.getByRole("button", { name: "High temperature (°C)" }).press("Enter");
    const coldest = await values();
    assert.equal(
      coldest,
      [...coldest].sort((a, b) => a - b),
    );
    assert.ok((coldest[0] ?? 0) < (warmest.at(-1) ?? 0) + 0.01);
    assert.is(await page.locator(".towns [aria-sort='ascending']").innerText(), "High temperature (°C)");
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
    const map = page.locator(".map .chart svg").last();
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

inBrowser(
  "every card is of the period that is chosen, which is today unless the reader chooses another",
  async () => {
    await withPage({}, async ({ page }) => {
      const titles = async () => [
        await textOf(page, ".tiles-title"),
        (await textOf(page, ".map .about")).split(". ")[0],
        await textOf(page, ".town-panel .values-title"),
        (await textOf(page, ".states .about")).split(". ")[0],
        await textOf(page, ".extremes .about"),
        await textOf(page, ".town-table .about"),
      ];
      assert.equal([...new Set(await titles())], ["Today, Tue, Nov 24, 08:00 – 24:00"]);
      await page.getByRole("button", { name: "Tomorrow" }).click();
      assert.equal([...new Set(await titles())], ["Tomorrow, Wed, Nov 25"]);
      await page.getByRole("button", { name: "Now" }).click();
      assert.equal([...new Set(await titles())], ["Now, 08:00"]);
      assert.is(await page.getByRole("button", { name: "Low temperature", exact: true }).count(), 0);
      await page.getByRole("button", { name: "Mean table" }).click();
      assert.equal([...new Set(await titles())], ["Mean table, Nov 29, 02:00 – Nov 29, 03:00"]);
      assert.match(page.url(), /#period=mean$/);
    });
  },
);

inBrowser(
  "the slider shows one time of the forecast, keeps the focus, and begins at the period that was shown",
  async () => {
    await withPage({}, async ({ page }) => {
      const title = () => textOf(page, ".tiles-title");
      await page.getByRole("button", { name: "Tomorrow" }).click();
      await page.locator("#time").focus();
      await page.keyboard.press("ArrowRight");
      await until(page, "document.querySelector('.tiles-title').textContent === 'Nov 25, 01:00'");
      await page.keyboard.press("ArrowRight");
      await until(page, "document.querySelector('.tiles-title').textContent === 'Nov 25, 02:00'");
      assert.is(await page.evaluate("document.activeElement.id"), "time");
      await page.getByRole("button", { name: "Today" }).click();
      assert.match(await title(), /^Today/);
    });
  },
);

inBrowser(
  "the forecast plays hour by hour and stops when it is told to, and not at all where motion is unwanted",
  async () => {
    await withPage({}, async ({ page }) => {
      await page.locator(".play").click();
      await page.clock.runFor(1500);
      await until(page, "/^Nov 24, (09|1\\d):00$/.test(document.querySelector('.tiles-title').textContent)");
      await page.getByRole("button", { name: "Pause" }).click();
      const stopped = await textOf(page, ".tiles-title");
      await page.clock.runFor(1500);
      assert.is(await textOf(page, ".tiles-title"), stopped);
    });
    await withPage({ reducedMotion: "reduce" }, async ({ page }) => {
      assert.is(await page.locator(".play").isVisible(), false);
    });
  },
);

inBrowser(
  "a town has its days in a table, and choosing it from anywhere brings its card into sight and keeps the focus",
  async () => {
    await withPage({ viewport: { width: 390, height: 800 } }, async ({ page }) => {
      const button = page.locator(".towns tbody th button").nth(5);
      await button.focus();
      await page.keyboard.press("Enter");
      const name = await button.innerText();
      assert.ok((await textOf(page, ".town-name")).startsWith(name));
      assert.is(await page.evaluate("document.activeElement.innerText"), name);
      await until(
        page,
        "document.querySelector('.town-panel').getBoundingClientRect().top > -5 && document.querySelector('.town-panel').getBoundingClientRect().top < 400",
      );
      const days = await page.locator(".days tbody th").allInnerTexts();
      assert.equal(
        days.map((day) => day.split("\n")[0]),
        ["Today", "Wed 25", "Thu 26", "Fri 27", "Sat 28", "Sun 29"],
      );
      assert.equal(await page.locator(".days thead th").allInnerTexts(), [
        "Day",
        "High °C",
        "Low °C",
        "Rain mm",
        "Wettest hour",
        "Change",
      ]);
    });
  },
);

inBrowser(
  "the page asks which towns reach a value, and has them on the map, by state and in the table",
  async () => {
    await withPage({}, async ({ page }) => {
      await page.getByRole("button", { name: "5 days" }).click();
      await page.getByLabel("Measure").selectOption({ label: "Low temperature" });
      await page.getByLabel("Value in °C").fill("8");
      const count = Number(await textOf(page, ".answer .figure"));
      assert.ok(count > 1 && count < 32, String(count));
      assert.is(await page.locator(".map .reached circle").count(), count);
      assert.is(await page.locator(".by-state li").count(), count, "one town of each state");
      await page.getByLabel("Only these towns in the table below").check();
      const low = (await page.locator(".towns tbody td[class*='-low']").allInnerTexts()).map(Number);
      assert.is(low.length, Math.min(25, count));
      assert.ok(
        low.every((value) => value <= 8),
        low.join(),
      );
      assert.match(
        await textOf(page, ".tiles .tile:last-child"),
        new RegExp(`^Low temperature ≤ 8 °C\\s+${count}\\s`),
      );
    });
  },
);

inBrowser("the map shows what the last run of the model changed, and how near it is looked at", async () => {
  await withPage({}, async ({ page }) => {
    const fill = () =>
      page.evaluate(
        `[...document.querySelectorAll(".map .chart svg g path")].map((path) => path.getAttribute("fill")).join()`,
      );
    const values = await fill();
    await page.getByRole("button", { name: "Change since the last run" }).click();
    assert.match(await textOf(page, ".map h2"), /^Temperature, change by town$/);
    assert.is.not(await fill(), values);
    const labels = () => page.locator(".map .labels text").count();
    const before = await labels();
    assert.ok(before > 10, String(before));
    await page.getByRole("button", { name: "Zoom in" }).click();
    assert.is.not(await labels(), before);
    await page.getByRole("button", { name: "Whole country" }).click();
    assert.is(await labels(), before);
    await page.locator("#search").fill("oaxaca");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".towns tbody .state").allInnerTexts(), ["Oaxaca"]);
    await page.getByRole("button", { name: "Show every state" }).click();
    assert.is(await page.locator(".towns tbody tr").count(), 25);
  });
});

inBrowser(
  "the address has the town, the period, the measure, the threshold and the language, and opens as it was",
  async () => {
    await withPage({}, async ({ page }) => {
      await page.getByRole("button", { name: "Tomorrow" }).click();
      await page.locator(".choice").getByRole("button", { name: "Rain", exact: true }).click();
      await page.getByRole("button", { name: "25 · heavy" }).click();
      await page.locator(".towns tbody th button").nth(3).click();
      await page.locator("#language").click();
      const url = page.url();
      const seen = [
        await textOf(page, ".tiles"),
        await textOf(page, ".town-name"),
        await textOf(page, ".map h2"),
      ];
      await page.goto("about:blank");
      await page.goto(url);
      await page.locator(".tiles").waitFor();
      const again = [
        await textOf(page, ".tiles"),
        await textOf(page, ".town-name"),
        await textOf(page, ".map h2"),
      ];
      assert.equal(again, seen);
      assert.is(again[2], "Lluvia por municipio");
    });
  },
);

inBrowser("the table goes into a spreadsheet as it is filtered, and the map into a picture", async () => {
  await withPage({ acceptDownloads: true }, async ({ page }) => {
    await page.locator("#filter").fill("nuevo leon");
    const [csv] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as CSV" }).click(),
    ]);
    const lines = (await readFile(await csv.path(), "utf8")).split("\r\n");
    assert.is(lines.length, 2);
    assert.match(
      lines[0] ?? "",
      /^\ufeffkey,Town,State,High temperature \(°C\),Low temperature \(°C\),Rain \(mm\)/,
    );
    assert.match(lines[1] ?? "", /^19-\d+,Peñón de Muestra,Nuevo León,-?[\d.]+,-?[\d.]+,[\d.]+/);
    const [svg] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as SVG: map" }).click(),
    ]);
    assert.match(
      await readFile(await svg.path(), "utf8"),
      /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
    );
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as PNG: map" }).click(),
    ]);
    assert.is((await readFile(await png.path())).subarray(1, 4).toString("latin1"), "PNG");
  });
});

inBrowser("its figures are those that a query of the same forecast gives", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const place = placeIn(folder.settings());
    const { output } = await report({ ...place });
    const ask = async (select: string) => {
      const { result } = await query(`select ${select}`, { ...place, withRows: true });
      return Object.values((result.answer ?? [])[0] ?? {}).map((value) =>
        typeof value === "number" ? value.toFixed(1) : String(value),
      );
    };
    const TODAY = "from forecast where hloc >= timestamp '2026-11-24' and hloc < timestamp '2026-11-25'";
    const TOMORROW = "from forecast where hloc >= timestamp '2026-11-25' and hloc < timestamp '2026-11-26'";
    const sums = (when: string) => `from (select nmun, ides, sum(prec) as rain ${when} group by all)`;
    await withPage(
      {},
      async ({ page }) => {
        const tile = async (n: number) => {
          const [, figure = "", town = ""] = (await page.locator(".tile").nth(n).innerText())
            .split("\n")
            .filter(Boolean);
          return [figure.split(/\s/)[0], town];
        };
        const period = (name: string) => page.getByRole("button", { name, exact: true }).click();
        assert.equal(await tile(0), await ask(`max(temp), arg_max(nmun, temp) ${TODAY}`));
        assert.equal(await tile(1), await ask(`min(temp), arg_min(nmun, temp) ${TODAY}`));
        assert.equal(await tile(2), await ask(`max(rain), arg_max(nmun, rain) ${sums(TODAY)}`));
        assert.equal((await tile(3))[0], (await ask(`count(*)::varchar ${sums(TODAY)} where rain >= 50`))[0]);
        await period("Tomorrow");
        assert.equal(await tile(0), await ask(`max(temp), arg_max(nmun, temp) ${TOMORROW}`));
        assert.equal(await tile(2), await ask(`max(rain), arg_max(nmun, rain) ${sums(TOMORROW)}`));
        await period("5 days");
        assert.equal(await tile(1), await ask("min(temp), arg_min(nmun, temp) from forecast"));
        assert.equal(await tile(2), await ask(`max(rain), arg_max(nmun, rain) ${sums("from forecast")}`));
        await period("Mean table");
        assert.equal(await tile(0), await ask("max(temp_mean), arg_max(nmun, temp_mean) from merged"));
        await page.locator("#search").fill("penon de muestra");
        await page.keyboard.press("Enter");
        const days = page.locator(".days tbody tr").nth(1).locator("td");
        const town = "nmun = 'Peñón de Muestra'";
        assert.equal(
          (await days.allInnerTexts()).slice(0, 3),
          await ask(`max(temp), min(temp), sum(prec) ${TOMORROW} and ${town}`),
        );
      },
      output,
    );
  });
});

inBrowser(
  "a folder of pages has one for each state, which lead to each other and show that state alone",
  async () => {
    await withDataFolder(async (folder) => {
      await fillFolder(folder);
      const site = join(folder.path, "site");
      const { pages, output } = await report({ ...placeIn(folder.settings()), site });
      assert.is(pages, 33);
      assert.is((await readdir(site)).length, 34, "the pages and latest.json");
      const latest = JSON.parse(await readFile(join(site, "latest.json"), "utf8"));
      assert.equal([latest.model_run, latest.pages.length], ["2026-11-24T08:00:00", 33]);
      const page = await (browser as Browser).newPage();
      await page.goto(`file://${output}`);
      await page.locator(".pages summary").click();
      await page.getByRole("link", { name: "Nuevo León" }).click();
      await page.waitForSelector("footer");
      assert.match(page.url(), /\/state-19\.html$/);
      assert.equal(await firstTowns(page), ["Peñón de Muestra"]);
      assert.is(await page.locator(".map svg").count(), 1);
      await page.close();
    });
  },
);

inBrowser("printed, the page is light, has its table's head on every page and no control", async () => {
  await withPage({ colorScheme: "dark" }, async ({ page }) => {
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    assert.is(pdf.subarray(0, 4).toString("latin1"), "%PDF");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.is(await page.evaluate("document.documentElement.dataset.theme"), "light");
    for (const control of [".controls", ".map-time", ".zoom", "#filter"])
      assert.is(await page.locator(control).isVisible(), false, control);
    assert.is(
      await page.evaluate("getComputedStyle(document.querySelector('.towns thead')).display"),
      "table-header-group",
    );
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.is(await page.evaluate("document.documentElement.dataset.theme"), "dark");
  });
});

inBrowser("the page speaks the browser's language, and the other one at a press of a button", async () => {
  await withPage({ locale: "es-MX" }, async ({ page }) => {
    assert.is(await textOf(page, "h1"), "Pronóstico municipal por hora, sintético");
    assert.is(await page.getAttribute("html", "lang"), "es");
    assert.match(
      await textOf(page, ".trust-line"),
      /^Al día · corrida del 24 nov, 08:00 · emitido hace 30 minutos/,
    );
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
      assert.match(await textOf(page, ".trust-line"), /^Stale · .* · issued 6 hours ago/);
    });
    await withPage({ now: new Date("2026-12-04T14:00:00Z") }, async ({ page }) => {
      assert.is(await textOf(page, ".banner"), "This data is stale. Its forecast has ended.");
      assert.match(await textOf(page, ".trust-line"), /issued 10 days ago/);
      assert.match(await textOf(page, ".tiles-title"), /^5 days, /, "there is no today in it");
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

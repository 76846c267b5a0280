import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../configs/feeds/sample.ts";
import { Failure } from "../../errors/mod.ts";
import { sampleFeed } from "../../sample/sample_feed.ts";
import { sampleTowns } from "../../sample/sample_towns.ts";

type Row = Record<string, string>;

const MEASURES = ["dirvieng", "dpt", "hr", "prec", "probprec", "raf", "temp", "velvien"];
const WINDS = ["Norte", "Noreste", "Este", "Sureste", "Sur", "Suroeste", "Oeste", "Noroeste"];
const towns = sampleTowns();
// One town in sixty: every kind of place, at little cost.
const few = towns.filter((_, index) => index % 60 === 0);

// The one full feed of these tests.
const text = sampleFeed({ issue: "20231229T19" });
const rows = parse(text);

test("sampleFeed() makes 2,463 towns of 116 rows, contiguous, in the order of sampleTowns()", () => {
  assert.is(rows.length, 285_708);
  const keys = rows.map(({ ides, idmun }) => `${ides}-${idmun}`);
  const starts = keys.filter((key, index) => key !== keys[index - 1]);
  assert.equal(
    starts,
    towns.map(({ ides, idmun }) => `${ides}-${idmun}`),
  );
  assert.ok(keys.every((key, index) => key === keys[index - (index % 116)]));
});

test("sampleFeed() gives every town the same 116 consecutive hours", () => {
  const first = Date.UTC(2023, 11, 29, 19);
  const hours = Array.from({ length: 116 }, (_, index) => {
    const iso = new Date(first + index * 3_600_000).toISOString();
    return { hloc: iso.slice(0, 13).replaceAll("-", ""), nhor: String(index - 1) };
  });
  assert.equal(hours.at(-1), { hloc: "20240103T14", nhor: "114" });
  const wrong = rows.filter(({ hloc, nhor }, index) => {
    return hloc !== hours[index % 116]?.hloc || nhor !== hours[index % 116]?.nhor;
  });
  assert.equal(wrong.slice(0, 3), []);
});

test("sampleFeed() names the day of the week in Spanish", () => {
  const spanish = new Intl.DateTimeFormat("es", { weekday: "long", timeZone: "UTC" });
  for (const { hloc = "", dsem = "" } of rows.slice(0, 116)) {
    const day = `${hloc.slice(0, 4)}-${hloc.slice(4, 6)}-${hloc.slice(6, 8)}`;
    assert.is(dsem.toLowerCase(), spanish.format(new Date(day)), hloc);
    assert.match(dsem, /^[LMJVSD]/);
  }
});

test("sampleFeed() writes the layout of 2023, on one line", () => {
  assert.ok(text.startsWith(`[ {"desciel": "`));
  assert.ok(text.endsWith(`"}]`));
  assert.not.ok(text.includes("\n"));
  const names = sample.columns.map(({ name }) => name);
  const pairs = names.map((name) => `"${name}": "[^"\\\\]+"`);
  const row = `{${pairs.join(", ")}}`.replaceAll(/[{}]/g, "\\$&");
  assert.match(text.slice(0, 46_000), new RegExp(`^\\[ (${row}, ){100}`));
  assert.equal(names, names.toSorted());
});

test("sampleFeed() pads measures as %5.2f does, and gives places 4 decimals", () => {
  const padded = /^(?: \d\.\d\d|-?\d\d+\.\d\d|-\d\.\d\d)$/;
  const wrong = rows.flatMap((row) => MEASURES.filter((name) => !padded.test(row[name] ?? "")));
  assert.equal(wrong.slice(0, 3), []);
  assert.ok(rows.some(({ prec }) => prec === " 0.00"));
  assert.ok(rows.some(({ dpt }) => dpt?.startsWith("-")));
  assert.ok(rows.every(({ lat = "", lon = "" }) => /^\d\d\.\d{4}$/.test(lat) && /^-\d+\.\d{4}$/.test(lon)));
});

test("sampleFeed() keeps every value inside the feed's ranges, and the values of a row consistent", () => {
  assert.equal(rows.flatMap(faults).slice(0, 5), []);
});

test("sampleFeed() stays plausible for any seed and any hour of issue", async () => {
  const property = fc.property(fc.integer(), fc.integer({ min: 0, max: 23 }), (seed, hour) => {
    const issue = `20260105T${String(hour).padStart(2, "0")}`;
    assert.equal(
      parse(sampleFeed({ issue, seed, towns: few }))
        .flatMap(faults)
        .slice(0, 5),
      [],
    );
  });
  await fc.assert(property, { numRuns: 24 });
});

test("sampleFeed() makes weather of every sky and every wind, and some rain", () => {
  assert.is(new Set(rows.map(({ desciel }) => desciel)).size, 5);
  assert.equal(new Set(rows.map(({ dirvienc }) => dirvienc)), new Set(WINDS));
  const rainy = rows.filter(({ prec }) => Number(prec) > 0).length / rows.length;
  assert.ok(rainy > 0.05 && rainy < 0.3, `${rainy}`);
});

test("sampleFeed() makes afternoons warmer than nights, and lowlands warmer than highlands", () => {
  const temp = (some: (row: Row) => boolean) => mean(rows.filter(some).map((row) => Number(row.temp)));
  assert.ok(
    temp(({ hloc }) => hloc?.endsWith("T15") === true) >
      temp(({ hloc }) => hloc?.endsWith("T05") === true) + 5,
  );
  const [yucatan, tlaxcala] = ["31", "29"].map((ides) => temp((row) => row.ides === ides));
  assert.ok((yucatan ?? 0) > (tlaxcala ?? 0) + 8);
});

test("sampleFeed() makes no day of a town like the day before", () => {
  const told = rows.map(({ ides, idmun, temp, dpt, raf }) => [ides, idmun, temp, dpt, raf].join(" "));
  const repeated = told.filter((row, index) => row === told[index - 24]);
  assert.equal(repeated.slice(0, 3), []);
});

test("sampleFeed() gives the same text for the same arguments, and another for another seed", () => {
  const issue = "20260105T09";
  assert.is(sampleFeed({ issue, towns: few }), sampleFeed({ issue, towns: few, seed: 1 }));
  assert.is.not(sampleFeed({ issue, towns: few }), sampleFeed({ issue, towns: few, seed: 2 }));
});

test("sampleFeed() gives the same numbers on two days, but for the date", () => {
  const undated = (issue: string) =>
    parse(sampleFeed({ issue, towns: few })).map(({ hloc, dsem, ...rest }) => ({
      ...rest,
      hour: hloc?.slice(-2),
    }));
  assert.equal(undated("20260105T09"), undated("20240229T09"));
});

test("sampleFeed() gives a town the same rows whatever the other towns", () => {
  const all = sampleFeed({ issue: "20231229T19", towns: few });
  assert.equal(
    parse(all),
    rows.filter((_, index) => Math.floor(index / 116) % 60 === 0),
  );
});

test("sampleFeed() revises the same hours a little from one issue to the next", () => {
  const nine = parse(sampleFeed({ issue: "20260105T09", towns: few }));
  const ten = new Map(
    parse(sampleFeed({ issue: "20260105T10", towns: few })).map((row) => [
      `${row.ides}-${row.idmun} ${row.hloc}`,
      row,
    ]),
  );
  const changes = nine.flatMap((row) => {
    const later = ten.get(`${row.ides}-${row.idmun} ${row.hloc}`);
    return later === undefined ? [] : [Math.abs(Number(later.temp) - Number(row.temp))];
  });
  assert.is(changes.length, few.length * 115);
  assert.ok(changes.filter((change) => change > 0).length > changes.length * 0.8);
  assert.ok(Math.max(...changes) < 2, `${Math.max(...changes)}`);
});

test("sampleFeed() refuses an issue that is not an hour, and says how to write one", () => {
  for (const issue of ["", "2026-01-05T09", "20260105T24", "20260230T09", "20260105"]) {
    const error = thrownBy(() => sampleFeed({ issue, towns: few }));
    assert.ok(error instanceof Failure, issue);
    assert.is(error.kind, "usage");
    const advice = `Write it as YYYYMMDDThh, such as "20260105T09".`;
    assert.is(error.message, `Cannot read the issue "${issue}" as an hour. ${advice}`);
  }
});

/** What is wrong with a row: values out of the feed's ranges, and values that contradict each other. */
function faults(row: Row): string[] {
  const value = (name: string) => Number(row[name]);
  const out = sample.columns
    .filter(({ minimum, maximum }) => minimum !== undefined && maximum !== undefined)
    .filter(({ name, minimum = 0, maximum = 0 }) => !(value(name) >= minimum && value(name) <= maximum))
    .map(({ name }) => `${name} out of range`);
  if (value("dpt") > value("temp")) out.push("dew point above temperature");
  if (Math.abs(value("hr") - humidity(value("temp"), value("dpt"))) > 1) out.push("humidity off");
  const cloudy = row.desciel === "Cielo nublado" || row.desciel === "Cielo cubierto";
  if (value("prec") > 0 && !(value("probprec") >= 50 && cloudy)) out.push("rain out of the blue");
  if (value("raf") < value("velvien")) out.push("gust below wind");
  const turn = Math.abs(value("dirvieng") - 45 * WINDS.indexOf(row.dirvienc ?? ""));
  if (Math.min(turn, 360 - turn) > 22.5) out.push("wind's word and angle differ");
  return out.map((fault) => `${fault}: ${JSON.stringify(row)}`);
}

/** Relative humidity in %, after Buck (1996): another formula than the one under test. */
function humidity(temp: number, dpt: number): number {
  const pressure = (celsius: number) => Math.exp((18.678 - celsius / 234.5) * (celsius / (257.14 + celsius)));
  return (100 * pressure(dpt)) / pressure(temp);
}

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

function parse(feed: string): Row[] {
  return JSON.parse(feed);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatOf } from "../../../../reports/page/words/format.ts";
import { WORDS, wordsOf } from "../../../../reports/page/words/words.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("formatOf() writes values with units, none as a dash, and changes with their sign", () => {
  const { value, change, count } = formatOf("en");
  assert.equal([value(21.46, "°C"), value(null, "mm"), count(2463)], ["21.5 °C", "–", "2,463"]);
  assert.equal([change(0.041, "°C"), change(-1, "mm"), change(0, "mm")], ["+0.04 °C", "-1.00 mm", "0.00 mm"]);
});

test("formatOf() writes spans in the unit that a person would", () => {
  const spans = (language: "es" | "en") =>
    [59, 5399, 5400, 172_799, 172_800].map((s) => plain(formatOf(language).span(s)));
  assert.equal(spans("en"), ["0 minutes", "89 minutes", "1 hour", "47 hours", "2 days"]);
  assert.equal(spans("es"), ["0 minutos", "89 minutos", "1 hora", "47 horas", "2 días"]);
});

test("formatOf() shows a time of the feed's clock as it stands, whatever the reader's zone", () => {
  assert.is(formatOf("en").hour("2026-11-24T08:00:00"), "Nov 24, 08:00");
});

test("wordsOf() speaks of what the feed tells of, and leaves no blank for it", () => {
  const nouns = {
    en: { singular: "station", plural: "stations" },
    es: { singular: "estación", plural: "estaciones" },
  };
  assert.equal([wordsOf("en", nouns).table, wordsOf("en", nouns).state], ["All stations", "Area"]);
  assert.is(wordsOf("es", nouns).checkTowns, "Estaciones en el pronóstico");
  assert.is(wordsOf("en", { ...nouns, en: { singular: "town", plural: "towns" } }).state, "State");
  for (const language of ["en", "es"] as const) {
    const all = JSON.stringify(Object.values(wordsOf(language, nouns)));
    assert.not.match(all, /\{noun|(?<!\{)\btowns?\b|nacional|mexic/i);
  }
});

// Spanish has genders: it leaves the noun out where an article or adjective would have to agree with it.
test("WORDS have the same blanks in both languages, but for what the feed tells of", () => {
  const blanks = (text: string) =>
    [...text.matchAll(/\{\w+\}/g)]
      .map(String)
      .filter((blank) => !/noun/i.test(blank))
      .sort()
      .join();
  for (const key of Object.keys(WORDS.en) as (keyof typeof WORDS.en)[]) {
    assert.is(blanks(WORDS.es[key]), blanks(WORDS.en[key]), key);
    assert.ok(WORDS.es[key].trim() !== "", key);
  }
});

test.run();

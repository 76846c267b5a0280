import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatOf } from "../../../../reports/page/words/format.ts";
import { WORDS } from "../../../../reports/page/words/words.ts";

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

test("WORDS have the same blanks in both languages", () => {
  const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
  for (const key of Object.keys(WORDS.en) as (keyof typeof WORDS.en)[]) {
    assert.is(blanks(WORDS.es[key]), blanks(WORDS.en[key]), key);
    assert.ok(WORDS.es[key].trim() !== "", key);
  }
});

test.run();

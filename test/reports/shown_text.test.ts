import { test } from "uvu";
import * as assert from "uvu/assert";
import { shownText } from "../../reports/shown_text.ts";

test("shownText() leaves a name as it is, accents and all", () => {
  assert.is(shownText("Heroica Ciudad de Ejutla, Ñ, 漢"), "Heroica Ciudad de Ejutla, Ñ, 漢");
});

test("shownText() drops what turns the direction of the text around, or has no shape", () => {
  assert.is(shownText("a\u202eb\u2066c\u200fd\u0000e\u001bf\ufeffg"), "abcdefg");
});

test("shownText() puts a name on one line, and cuts a long one between characters", () => {
  assert.is(shownText("  a\n\tb\u2028c  "), "a b c");
  assert.is(shownText("😀".repeat(90)), `${"😀".repeat(80)}…`);
});

test.run();

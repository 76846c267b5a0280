import { test } from "uvu";
import * as assert from "uvu/assert";
import { facts } from "../../terminal/facts.ts";
import { styleFor } from "../../terminal/style.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

test("facts() puts the texts in a column beside their labels", () => {
  const lines = facts(
    [
      ["fetched", "11.7 MB"],
      ["kept", "2,463 towns"],
    ],
    plainScreen(),
  );
  assert.is(lines, "  fetched  11.7 MB\n  kept     2,463 towns");
});

test("facts() goes on below the text where the screen ends", () => {
  const lines = facts(
    [
      ["unmatched", "5 without a forecast: 2-6, 2-7, 4-12, 4-13"],
      ["joined", "2"],
    ],
    plainScreen(40),
  );
  assert.equal(lines.split("\n"), [
    "  unmatched  5 without a forecast: 2-6,",
    "             2-7, 4-12, 4-13",
    "  joined     2",
  ]);
});

test("facts() uses a line to its last character and not beyond", () => {
  const fact = ["a", "12345 789"] as const;
  assert.is(facts([fact], plainScreen(14)), "  a  12345 789");
  assert.is(facts([fact], plainScreen(13)), "  a  12345\n     789");
});

test("facts() breaks neither a path nor the spaces of a column", () => {
  assert.is(
    facts([["file", "data/data_merged/current.csv"]], plainScreen(10)),
    "  file  data/data_merged/current.csv",
  );
  assert.is(facts([["window", "2   default"]], plainScreen(12)), "  window  2   default");
});

test("facts() does not count the codes of colours", () => {
  const style = styleFor({}, { FORCE_COLOR: "1" });
  const text = `${style.bold("12345")} ${style.warn("789")}`;
  assert.not.match(facts([["a", text]], { style, width: 14 }), /\n/);
  assert.match(facts([["a", text]], { style, width: 13 }), /\n/);
});

test.run();

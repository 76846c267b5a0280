import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { toMarkdown } from "../../../frames/mod.ts";

test("toMarkdown() puts figures to the right and leaves a null empty", () => {
  const frame = pl.DataFrame([
    pl.Series("nmun", ["León", null], pl.Utf8),
    pl.Series("temp", [21.5, 3], pl.Float64),
  ]);
  assert.is(toMarkdown(frame), "| nmun | temp |\n| :-- | --: |\n| León | 21.5 |\n|  | 3 |\n");
});

test("toMarkdown() lets no text end its cell, its row or the page", () => {
  const frame = pl.DataFrame({ n: ["a|b\nc", "<script>&", "\\|", "*x* [y](z)"] });
  const cells = ["a\\|b c", "&lt;script&gt;&amp;", "\\\\\\|", "\\*x\\* \\[y\\](z)"];
  assert.is(toMarkdown(frame), ["n", ":--", ...cells].map((cell) => `| ${cell} |\n`).join(""));
});

test.run();

import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mexicoMap } from "../../notebooks/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";

const TOWNS = pl.DataFrame({
  ides: [1, 20, 20, 31],
  idmun: [1, 54, 67, 50],
  lat: [21.9, 17.6, 17.1, 20.97],
  lon: [-102.3, -97.3, -96.7, -89.6],
  temp: [12.5, 21, null, 33],
});

test("mexicoMap() gives each town its land, of the page's colour for its temperature, and says what a colour is", () => {
  const drawn = mexicoMap(TOWNS, "temp", { title: "Where it is warm" });
  const svg = drawn.forms["image/svg+xml"] ?? "";
  for (const colour of ["#7701a8", "#bb3488", "#e97257"])
    assert.match(svg, new RegExp(`fill="${colour}"`), colour);
  assert.match(svg, /fill="#c9ced3"/, "a null has the colour of none");
  assert.match(svg, />temp \(°C\)</);
  assert.is(String(drawn), "Where it is warm");
});

test("mexicoMap() ends colours at the borders of states, and a fixed way off where the keys are no states'", () => {
  const clips = (frame: pl.DataFrame) =>
    (mexicoMap(frame, "temp").forms["image/svg+xml"] ?? "").match(/<clipPath/g)?.length;
  assert.is(clips(TOWNS), 3, "one for each of three states");
  assert.is(clips(TOWNS.drop("ides")), 1);
});

test("mexicoMap() leaves out what has no place, and refuses a column that is not there", async () => {
  const none = pl.DataFrame({ lat: [null], lon: [null], temp: [1] });
  assert.match(mexicoMap(none, "temp").forms["image/svg+xml"] ?? "", /^<svg/);
  await failsWith("usage", /no column "tmp"\. Its columns are ides, /, () => mexicoMap(TOWNS, "tmp"));
});

test.run();

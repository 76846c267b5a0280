import { test } from "uvu";
import * as assert from "uvu/assert";
import { absolutePlace, placeIn } from "../../../store/objects/places.ts";

test("absolutePlace() leaves a bucket's address as it is, but for its last slash", () => {
  assert.is(absolutePlace("s3://weather/hourly/"), "s3://weather/hourly");
  assert.is(absolutePlace("data"), `${process.cwd()}/data`);
});

test("placeIn() keeps both slashes of a bucket's address", () => {
  assert.is(placeIn("s3://weather", "demo"), "s3://weather/demo");
  assert.is(placeIn("./data/", "demo"), "data/demo");
});

test.run();

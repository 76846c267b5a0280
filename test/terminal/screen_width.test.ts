import { test } from "uvu";
import * as assert from "uvu/assert";
import { screenWidth } from "../../terminal/screen_width.ts";

test("screenWidth() is the terminal's, without end where there is none, and COLUMNS decides there", () => {
  assert.is(screenWidth({ columns: 80 }, { COLUMNS: "120" }), 80);
  assert.is(screenWidth({}, {}), Number.POSITIVE_INFINITY);
  assert.is(screenWidth({}, { COLUMNS: "120" }), 120);
  for (const wrong of ["", "0", "-1", "wide"])
    assert.is(screenWidth({}, { COLUMNS: wrong }), Number.POSITIVE_INFINITY);
});

test.run();

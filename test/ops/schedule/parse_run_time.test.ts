import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseRunTime } from "../../../ops/schedule/parse_run_time.ts";

test("parseRunTime reads a minute of every hour, and a time of day", () => {
  assert.equal(parseRunTime(":05"), { minute: 5 });
  assert.equal(parseRunTime("23:59"), { minute: 59, hour: 23 });
  assert.equal(parseRunTime("00:00"), { minute: 0, hour: 0 });
});

test("parseRunTime reads nothing else", () => {
  for (const text of ["", "15", ":60", ":5", "24:00", "6:15", ":15 ", "* * * * *", ":15\n"])
    assert.is(parseRunTime(text), undefined, text);
});

test.run();

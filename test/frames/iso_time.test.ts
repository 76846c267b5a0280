import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isoTime } from "../../frames/iso_time.ts";

test("isoTime() gives a frame's time back as it was written, whatever this machine's time zone", () => {
  const [time] = pl
    .DataFrame({ at: ["2026-08-26T02:00"] })
    .select(pl.col("at").str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M"))
    .row(0);
  assert.is(isoTime(time), "2026-08-26T02:00:00");
});

test.run();

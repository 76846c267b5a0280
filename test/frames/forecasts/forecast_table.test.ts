import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { forecastTable } from "../../../frames/forecasts/forecast_table.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const RUN = { run: "2023-08-24T12:00:00", body: "2c26b46b68ffc68f", isMunicipal: true };
const frame = (...rows: Parameters<typeof tinyRow>[0][]) => feedFrame(json(rows.map(tinyRow)), TINY, "feed");

test("forecastTable() sorts by town and time, and says run, lead, cvegeo and body of each record", () => {
  const table = forecastTable(
    frame({ hloc: "20230825T13" }, { ides: "1", idmun: "7" }, { hloc: "20230824T12", temp: "" }),
    TINY,
    RUN,
  );
  assert.equal(table.columns, [
    "run",
    "lead_hours",
    "cvegeo",
    "ides",
    "idmun",
    "nmun",
    "hloc",
    "temp",
    "body",
  ]);
  assert.equal(table.select("lead_hours", "cvegeo", "ides", "idmun", "temp", "body").rows(), [
    [0, "01007", 1, 7, 8.87, RUN.body],
    [0, "20054", 20, 54, null, RUN.body],
    [25, "20054", 20, 54, 8.87, RUN.body],
  ]);
  const run = table.getColumn("run").toArray()[0] as unknown as Date;
  assert.is(new Date(run).toISOString(), "2023-08-24T12:00:00.000Z");
  assert.equal([table.getColumn("run").dtype, table.getColumn("hloc").dtype].map(String), [
    String(pl.Datetime("us")),
    String(pl.Datetime("us")),
  ]);
});

test("forecastTable() counts each hour of lead, of whatever run", () => {
  for (const start of ["2023-08-24T12:00:00", "2026-01-01T00:00:00", "2031-07-09T17:00:00"]) {
    const at = (lead: number) => new Date(Date.parse(`${start}Z`) + lead * 3_600_000).toISOString();
    const rows = Array.from({ length: 120 }, (_, lead) => ({
      hloc: at(lead).slice(0, 13).replaceAll("-", ""),
    }));
    const leads = forecastTable(frame(...rows), TINY, { ...RUN, run: start })
      .getColumn("lead_hours")
      .toArray();
    assert.equal(leads, [...rows.keys()], start);
  }
});

test("forecastTable() keeps the feed's order among records of one town and time", () => {
  const table = forecastTable(frame({ temp: "1" }, { temp: "3" }, { temp: "2" }), TINY, RUN);
  assert.equal(table.getColumn("temp").toArray(), [1, 3, 2]);
});

test("forecastTable() gives a key that fits no five digits no cvegeo, and a feed of stations no such column", () => {
  const table = forecastTable(frame({ idmun: "1000" }, { idmun: "999" }), TINY, RUN);
  assert.equal(table.getColumn("cvegeo").toArray(), ["20999", null]);
  assert.not.ok(forecastTable(frame({}), TINY, { ...RUN, isMunicipal: false }).columns.includes("cvegeo"));
});

test("forecastTable() refuses a feed whose column has the name of one of the archive's own", async () => {
  const columns = TINY.columns.map((each) => (each.name === "nmun" ? { ...each, name: "Run" } : each));
  await failsWith(
    "config",
    /^The feed's column "Run" has a name that the archive of forecasts needs\. Give/,
    async () => forecastTable(frame({}), { ...TINY, columns }, RUN),
  );
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import type { TablesResult } from "../../../pipelines/read/tables_result.ts";
import { tablesText } from "../../../terminal/read/tables_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const RESULT: TablesResult = {
  schema_version: 1,
  command: "tables",
  data_dir: "data",
  warnings: [],
  tables: [
    {
      name: "means",
      meaning: "The newest means.",
      rows: 2463,
      columns: [
        { name: "temp_mean", type: "number", unit: "°C", meaning: "Mean of temp over a town's records" },
        { name: "ides", type: "integer", meaning: "State key" },
      ],
    },
    { name: "forecast", meaning: "Every record.", rows: null, columns: [] },
  ],
  seconds: 0,
};

test("tablesText() shows each table with its rows, and each column with all that is known of it", () => {
  const lines = [
    "means",
    "  The newest means. 2,463 rows.",
    "",
    "  column     type     unit  meaning",
    "  temp_mean  number   °C    Mean of temp over a",
    "                            town's records",
    "  ides       integer        State key",
    "",
    "forecast",
    "  Every record. Nothing is in it yet.",
    "",
    "  column  type  unit  meaning",
    "",
  ];
  assert.is(tablesText(RESULT, plainScreen(50)), lines.join("\n"));
});

test.run();

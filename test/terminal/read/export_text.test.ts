import { test } from "uvu";
import * as assert from "uvu/assert";
import { exportText } from "../../../terminal/read/export_text.ts";
import { markedScreen, plainScreen } from "../../helpers/processes/plain_screen.ts";

const REPORT = {
  schema_version: 1,
  command: "export",
  data_dir: "data",
  warnings: [],
  feed: { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false },
  dataset: "merged",
  version: "20261124_120000",
  format: "geojson",
  output: "towns.geojson",
  overwrote: false,
  bytes: 1234,
  rows: 2,
  columns: [{ name: "ides", type: "integer" }],
  without_coordinates: 0,
  seconds: 0.05,
} as const;

test("exportText() tells what was written and where", () => {
  assert.is(
    exportText(REPORT, plainScreen()),
    `Exported merged in 50 ms

  feed     tiny: Tiny feed
  version  20261124_120000
  holds    2 rows × 1 column
  output   towns.geojson, 1.2 kB
`,
  );
});

test("exportText() says that a file had to go for the new one", () => {
  assert.match(
    exportText({ ...REPORT, overwrote: true }, plainScreen()),
    /towns\.geojson, 1\.2 kB, in place of the file that was there\n/,
  );
});

test("exportText() warns of towns that no map will show", () => {
  const text = exportText({ ...REPORT, without_coordinates: 1 }, markedScreen());
  assert.match(text, /warn\(1 row without coordinates: they are in the file, and on no map\)/);
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { dataPackage, dayColumns } from "../../configs/mod.ts";
import { dataPage } from "../../docs/data_page.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";

test("dataPage() tells each column with type, unit, range and meaning, and how tables refer to each other", () => {
  const page = dataPage(dataPackage(TINY_FEED), dayColumns(TINY_FEED));
  assert.match(page, /^# The data\n/);
  assert.match(page, /\| `temp` \| number \| °C \| -30 to 55 \| Air temperature \|/);
  assert.match(page, /\| `idmun` \| integer, never empty \| {2}\| {2}\| Municipality key \|/);
  assert.match(
    page,
    /Key: ides, idmun; refers to \(ides, idmun\) → means \(ides, idmun\) and .* → municipalities/,
  );
  assert.match(page, /Then the columns of `snapshots`/);
});

test("dataPage() lets no text end its cell", () => {
  const columns = TINY_FEED.columns.map((column) => ({ ...column, meaning: "a | b" }));
  assert.match(dataPage(dataPackage({ ...TINY_FEED, columns }), []), /\| a \\\| b \|/);
});

test.run();

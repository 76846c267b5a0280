import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkMeans } from "../../../frames/towns/check_means.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";

const check = (csv: string) => checkMeans(pl.readCSV(Buffer.from(csv), { inferSchemaLength: 0 }), TINY);

test("checkMeans() counts rows and towns, whatever other columns there are", () => {
  const { rows, towns, bad, outside } = check("ides,idmun,nmun,temp_mean\n19,1,a,1.5\n20,1,b,\n");
  assert.equal([rows, towns, bad, outside], [2, 2, [], 0]);
});

test("checkMeans() tells of doubled towns, values of another type, and means out of range", () => {
  const { rows, towns, bad, outside } = check("idmun,ides,temp_mean\n1,19,99\n1,19,N/D\n1,,2\n");
  assert.equal([rows, towns, outside], [3, 2, 1]);
  assert.equal(bad, [
    { row: 3, what: '"ides" is empty, not a whole number' },
    { row: 2, what: '"temp_mean" is "N/D", not a number' },
  ]);
});

test.run();

import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { municipalityFrame } from "../../../frames/municipalities/municipality_frame.ts";
import { joinMunicipalities } from "../../../frames/towns/join_municipalities.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";

const integers = (frame: pl.DataFrame) =>
  frame.withColumns(pl.col("ides").cast(pl.Int64), pl.col("idmun").cast(pl.Int64));
const MEANS = integers(pl.DataFrame({ ides: [1, 2, 2], idmun: [1, 1, 9], nmun: ["A", "B", "C"] }));
const table = (...lines: string[]) =>
  municipalityFrame(new TextEncoder().encode(lines.join("\r\n")), "data.csv");
const TABLE = table("Cve_Ent,Cve_Mun,Value,nmun", "2,1,20,b", "1,1,10,a", "3,1,30,z");

test("joinMunicipalities() joins on state and municipality, and brings all further columns", () => {
  const { merged } = joinMunicipalities(MEANS, TABLE, TINY, "inner");
  assert.equal(merged.toRecords(), [
    { ides: 1, idmun: 1, nmun: "A", Value: 10, nmun_municipality: "a" },
    { ides: 2, idmun: 1, nmun: "B", Value: 20, nmun_municipality: "b" },
  ]);
});

test("joinMunicipalities() lists the keys of both sides that found no partner", () => {
  for (const how of ["inner", "left"] as const) {
    const { unmatchedTowns, unmatchedMunicipalities } = joinMunicipalities(MEANS, TABLE, TINY, how);
    assert.equal(unmatchedTowns.toRecords(), [{ ides: 2, idmun: 9 }]);
    assert.equal(unmatchedMunicipalities.toRecords(), [{ Cve_Ent: 3, Cve_Mun: 1 }]);
  }
});

test("joinMunicipalities() keeps a town without a municipality when it joins left", () => {
  const { merged } = joinMunicipalities(MEANS, TABLE, TINY, "left");
  assert.equal(merged.getColumn("Value").toArray(), [10, 20, null]);
});

test("joinMunicipalities() refuses a town that stands twice rather than fan out", () => {
  const doubled = pl.concat([TABLE, TABLE]);
  assert.throws(() => joinMunicipalities(MEANS, doubled, TINY, "inner"), /1:1/);
});

test("joinMunicipalities() refuses two columns that would get one name, and names them", async () => {
  const twice = table("Cve_Ent,Cve_Mun,nmun,nmun_municipality", "1,1,a,b");
  await failsWith("contract", /the columns "nmun" and "nmun_municipality"/, () =>
    joinMunicipalities(MEANS, twice, TINY, "inner"),
  );
});

test.run();

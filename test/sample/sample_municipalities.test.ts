import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sampleMunicipalities } from "../../sample/sample_municipalities.ts";
import { sampleTowns } from "../../sample/sample_towns.ts";

const text = sampleMunicipalities();
const [header, ...lines] = text.split("\r\n");
const cells = lines.map((line) => line.split(","));
const folder = new URL("../../data/data_municipio/20260101/", import.meta.url);

test("sampleMunicipalities() makes CRLF lines under the published header, the last one without an end", () => {
  assert.is(header, "Cve_Ent,Cve_Mun,Value");
  assert.is(text.replaceAll("\r\n", "").search(/[\r\n]/), -1);
  for (const line of lines) assert.match(line, /^\d{1,2},\d{1,3},\d{2,4}$/);
});

test("sampleMunicipalities() has the feed's towns and the eight without a forecast, in order of their keys", () => {
  const keys = cells.map(([ides, idmun]) => `${ides}-${idmun}`);
  const feed = new Set(sampleTowns().map(({ ides, idmun }) => `${ides}-${idmun}`));
  assert.is(keys.length, 2471);
  assert.is(new Set(keys).size, 2471);
  assert.is(keys.filter((key) => feed.has(key)).length, 2463);
  const extra = ["2-6", "2-7", "4-12", "4-13", "7-125", "17-34", "17-35", "17-36"];
  assert.equal(
    keys.filter((key) => !feed.has(key)),
    extra,
  );
  const ranks = cells.map(([ides, idmun]) => Number(ides) * 1000 + Number(idmun));
  assert.ok(ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? 0)));
});

test("sampleMunicipalities() spreads its values over 10 to 1000", () => {
  const values = cells.map(([, , value]) => Number(value));
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  assert.ok(lowest >= 10 && lowest < 20, `${lowest}`);
  assert.ok(highest <= 1000 && highest > 990, `${highest}`);
});

test("sampleMunicipalities() is what data/data_municipio/20260101/data.csv holds, byte for byte", async () => {
  const tracked = await readFile(new URL("data.csv", folder));
  assert.ok(tracked.equals(Buffer.from(text)), "write the generator's output to data.csv again");
});

test("sampleMunicipalities() is described by the manifest beside data.csv", async () => {
  const { title, note, ...manifest } = JSON.parse(
    await readFile(new URL("data.manifest.json", folder), "utf8"),
  );
  assert.equal(manifest, {
    schema_version: 1,
    dataset: "data_municipio",
    synthetic: true,
    rows: 2471,
    bytes: Buffer.byteLength(text),
    sha256: createHash("sha256").update(text).digest("hex"),
  });
  assert.match(title, /^Synthetic /);
  assert.match(note, /made-up values/);
});

test.run();

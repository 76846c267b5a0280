import { test } from "uvu";
import * as assert from "uvu/assert";
import { newestMunicipalities } from "../../../store/datasets/municipalities.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder } from "../../helpers/folders/held_folder.ts";

/** A folder with these objects, each with its own name for its content unless one is given. */
async function withObjects(objects: Readonly<Record<string, string>> | readonly string[]) {
  const held = heldFolder();
  const contents = Array.isArray(objects) ? objects.map((name) => [name, name]) : Object.entries(objects);
  for (const [name, text] of contents) await held.objects.putNew(name, bytesOf(text));
  return held;
}

async function found(...names: string[]): Promise<string> {
  const { csv, path, date } = await newestMunicipalities(await withObjects(names));
  const name = new TextDecoder().decode(csv);
  assert.is(path, `memory:${name}`);
  assert.ok(name.includes(`/${date}/`), date);
  return name;
}

test("newestMunicipalities() reads the table of the latest date", async () => {
  const tables = ["20251231", "20260102", "20260101"].map((date) => `data_municipio/${date}/data.csv`);
  assert.is(await found(...tables), "data_municipio/20260102/data.csv");
});

test("newestMunicipalities() reads data_municipios too, and the latest date of both counts", async () => {
  const [one, other] = ["data_municipio/20260101/data.csv", "data_municipios/20260102/data.csv"];
  assert.is(await found(other), other);
  assert.is(await found(one, other), other);
  assert.is(await found("data_municipio/20260103/data.csv", other), "data_municipio/20260103/data.csv");
});

test("newestMunicipalities() takes data_municipio where both have the date", async () => {
  const [one, other] = ["data_municipio/20260101/data.csv", "data_municipios/20260101/data.csv"];
  assert.is(await found(other, one), one);
});

test("newestMunicipalities() passes over folders that are no dates", async () => {
  const others = ["20261301", "20260230", "2026", "202601011", "99999999", "latest", "2026-02-01"];
  const tables = ["20260101", ...others].map((name) => `data_municipio/${name}/data.csv`);
  assert.is(await found(...tables), "data_municipio/20260101/data.csv");
});

test("newestMunicipalities() says where to put a table when there is none", async () => {
  const message =
    /^Found no municipality table in "memory:"\. Put one at "memory:data_municipio\/YYYYMMDD\/data\.csv" with the columns Cve_Ent,Cve_Mun\.$/;
  for (const names of [[], ["data_municipio/data.csv"], ["data_municipio/20261301/data.csv"]])
    await failsWith("no-input", message, async () => newestMunicipalities(await withObjects(names)));
});

test("newestMunicipalities() falls back on no older table when the latest folder has none", async () => {
  const names = ["data_municipio/20260101/data.csv", "data_municipio/20260102/readme.txt"];
  const message = /Put one at "memory:data_municipio\/20260102\/data\.csv"/;
  await failsWith("no-input", message, async () => newestMunicipalities(await withObjects(names)));
});

test("newestMunicipalities() says by the table's manifest whether its values are made up", async () => {
  const table = { "data_municipio/20260101/data.csv": "Cve_Ent,Cve_Mun\n" };
  assert.is((await newestMunicipalities(await withObjects(table))).synthetic, false);
  for (const [text, synthetic] of [
    ['{"synthetic": true}', true],
    ['{"synthetic": false}', false],
    ['{"synthetic": "true"}', false],
    ["{}", false],
    ["null", false],
  ] as const) {
    const held = await withObjects({ ...table, "data_municipio/20260101/data.manifest.json": text });
    assert.is((await newestMunicipalities(held)).synthetic, synthetic, text);
  }
});

test("newestMunicipalities() takes no manifest that it cannot read for none", async () => {
  const held = await withObjects({
    "data_municipio/20260101/data.csv": "",
    "data_municipio/20260101/data.manifest.json": "{\n",
  });
  const message =
    /^Cannot read "memory:.+data\.manifest\.json", which says whether the table's values are made up\./;
  await failsWith("io", message, () => newestMunicipalities(held));
});

test.run();

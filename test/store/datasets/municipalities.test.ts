import { test } from "uvu";
import * as assert from "uvu/assert";
import { findMunicipalities, newestMunicipalities } from "../../../store/datasets/municipalities.ts";
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
  const { tables, date } = await newestMunicipalities(await withObjects(names));
  const [{ csv, path }] = tables;
  assert.is(tables.length, 1);
  const name = new TextDecoder().decode(csv);
  assert.is(path, `memory:${name}`);
  assert.ok(name.replaceAll("-", "").includes(`/${date}/`), date);
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
  const others = [
    "20261301",
    "20260230",
    "2026",
    "202601011",
    "99999999",
    "latest",
    "2026-2-1",
    "2026-02-30",
  ];
  const tables = ["20260101", ...others].map((name) => `data_municipio/${name}/data.csv`);
  assert.is(await found(...tables), "data_municipio/20260101/data.csv");
});

test("newestMunicipalities() reads a date as ISO 8601 writes it, too", async () => {
  const [plain, iso] = ["data_municipio/20260101/data.csv", "data_municipio/2026-02-01/data.csv"];
  assert.is(await found(plain, iso), iso);
  assert.is(await found(plain, "data_municipio/2025-02-01/data.csv"), plain);
});

test("newestMunicipalities() reads every CSV of the date, data.csv first", async () => {
  const folder = "data_municipio/20260201/";
  const names = ["a.csv", "data.csv", "Z.CSV", "notes.txt", "more/b.csv"].map((name) => folder + name);
  const { tables } = await newestMunicipalities(
    await withObjects([...names, "data_municipio/20260101/old.csv"]),
  );
  assert.equal(
    tables.map(({ name }) => name),
    ["data", "Z", "a"],
  );
  const without = names.filter((name) => !name.endsWith("data.csv"));
  const [first] = (await newestMunicipalities(await withObjects(without))).tables;
  assert.is(first.path, `memory:${folder}Z.CSV`);
});

test("findMunicipalities() tells of each table whose folder is no date", async () => {
  const names = ["data.csv", "latest/data.csv", "latest/notes.txt", "20260101/data.csv"];
  const ignored: string[] = [];
  const held = await withObjects(names.map((name) => `data_municipio/${name}`));
  await findMunicipalities(held, (path) => ignored.push(path));
  assert.equal(ignored.sort(), ["memory:data_municipio/data.csv", "memory:data_municipio/latest/data.csv"]);
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
  assert.is((await newestMunicipalities(await withObjects(table))).tables[0].synthetic, false);
  for (const [text, synthetic] of [
    ['{"synthetic": true}', true],
    ['{"synthetic": false}', false],
    ['{"synthetic": "true"}', false],
    ["{}", false],
    ["null", false],
  ] as const) {
    const held = await withObjects({ ...table, "data_municipio/20260101/data.manifest.json": text });
    assert.is((await newestMunicipalities(held)).tables[0].synthetic, synthetic, text);
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

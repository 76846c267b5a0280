import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { realFileSystem } from "../../../io/store/file_system.ts";
import { newestMunicipalities } from "../../../io/store/newest_municipalities.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

/** A data folder with these files, each with its own path for its content unless one is given. */
async function withTables(
  files: Readonly<Record<string, string>> | readonly string[],
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const contents = Array.isArray(files) ? files.map((name) => [name, name]) : Object.entries(files);
  await withTemporaryFolder(async (folder) => {
    for (const [name, content] of contents) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await work(folder);
  });
}

/** What the table's file is found to be, as {@linkcode withTables} names it. */
async function found(...files: string[]): Promise<string> {
  let content = "";
  await withTables(files, async (folder) => {
    const { csv, path, date } = await newestMunicipalities(folder);
    content = new TextDecoder().decode(csv);
    assert.is(path, join(folder, content));
    assert.ok(content.includes(`/${date}/`), date);
  });
  return content;
}

test("newestMunicipalities() reads the table of the latest date", async () => {
  const tables = ["20251231", "20260102", "20260101"].map((date) => `data_municipio/${date}/data.csv`);
  assert.is(await found(...tables), "data_municipio/20260102/data.csv");
});

test("newestMunicipalities() reads data_municipios too, and the latest date of both counts", async () => {
  assert.is(await found("data_municipios/20200101/data.csv"), "data_municipios/20200101/data.csv");
  const [one, other] = ["data_municipio/20260101/data.csv", "data_municipios/20260102/data.csv"];
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
    "2026-02-01",
    "20260201 (1)",
  ];
  const tables = ["20260101", ...others].map((name) => `data_municipio/${name}/data.csv`);
  assert.is(await found(...tables), "data_municipio/20260101/data.csv");
});

test("newestMunicipalities() tells where to put a table when there is none", async () => {
  const message =
    /^Found no municipality table in "(.+)"\. Put one at "\1\/data_municipio\/YYYYMMDD\/data\.csv" with the columns Cve_Ent,Cve_Mun\.$/;
  for (const files of [[], ["data_municipio/data.csv"], ["data_municipio/20261301/data.csv"]]) {
    await withTables(files, async (folder) => {
      await failsWith("no-input", message, () => newestMunicipalities(folder));
    });
  }
});

test("newestMunicipalities() falls back on no older table when the latest folder has none", async () => {
  const older = "data_municipio/20260101/data.csv";
  const message =
    /^Cannot read the municipality table ".+\/20260102\/data\.csv": ENOENT.+\. Put one at ".+\/YYYYMMDD\/data\.csv"/;
  await withTables([older, "data_municipio/20260102/readme.txt"], async (folder) => {
    await failsWith("no-input", message, () => newestMunicipalities(folder));
  });
  await withTables([older, "data_municipio/20260102"], async (folder) => {
    await failsWith("no-input", /20260102\/data\.csv": ENOTDIR/, () => newestMunicipalities(folder));
  });
});

test("newestMunicipalities() says which table it may not read", async () => {
  await withTables(["data_municipio/20260101/data.csv"], async (folder) => {
    const readFile = (async () => {
      throw Object.assign(new Error("EACCES: permission denied, open 'data.csv'"), { code: "EACCES" });
    }) as unknown as typeof realFileSystem.readFile;
    const message =
      /^Cannot read the municipality table ".+\/20260101\/data\.csv": EACCES: .+\. Check its permissions\.$/;
    await failsWith("io", message, () => newestMunicipalities(folder, { ...realFileSystem, readFile }));
  });
});

test("newestMunicipalities() tells by the table's manifest whether its values are made up", async () => {
  const table = { "data_municipio/20260101/data.csv": "Cve_Ent,Cve_Mun\n" };
  const label = "data_municipio/20260101/data.manifest.json";
  const cases: [label: string, synthetic: boolean][] = [
    ['{"synthetic": true}', true],
    ['{"synthetic": false}', false],
    ['{"synthetic": "true"}', false],
    ["{}", false],
    ["null", false],
  ];
  await withTables(table, async (folder) => {
    assert.is((await newestMunicipalities(folder)).synthetic, false);
  });
  for (const [text, synthetic] of cases) {
    await withTables({ ...table, [label]: text }, async (folder) => {
      assert.is((await newestMunicipalities(folder)).synthetic, synthetic, text);
    });
  }
});

test("newestMunicipalities() takes no manifest that it cannot read for none", async () => {
  const message =
    /^Cannot read ".+\/data\.manifest\.json", which says whether the table's values are made up\. Correct it, or remove it\.$/;
  const table = "data_municipio/20260101/data.csv";
  const label = "data_municipio/20260101/data.manifest.json";
  await withTables({ [table]: "", [label]: "{\n" }, async (folder) => {
    await failsWith("io", message, () => newestMunicipalities(folder));
  });
  await withTables([table, `${label}/folder`], async (folder) => {
    await failsWith("io", message, () => newestMunicipalities(folder));
  });
});

test.run();

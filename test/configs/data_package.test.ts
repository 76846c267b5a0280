import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../configs/description/parse_feed.ts";
import { sample } from "../../configs/feeds/sample.ts";
import { smnDaily } from "../../configs/feeds/smn_daily.ts";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { type DataPackage, dataPackage } from "../../configs/mod.ts";
import { descriptorProblems, keysOf, tableProblems } from "../helpers/data_package_problems.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { fillFolder } from "../helpers/folders/report_folder.ts";

const resourceOf = ({ resources }: DataPackage, name: string) => {
  const found = resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
};

test("dataPackage() of every feed is a valid Data Package 2", () => {
  const own = parseFeed(
    { ...TINY_FEED, name: "mine-2", urls: ["https://example.org/f.json?token=hush"] },
    "x.json",
  );
  for (const feed of [smnHourly, smnDaily, sample, own]) {
    assert.equal(descriptorProblems(dataPackage(feed)), [], feed.name);
  }
  assert.not.match(JSON.stringify(dataPackage(own)), /hush/);
  assert.is(dataPackage(sample).sources[0]?.path, undefined);
});

test("dataPackage() says whose data it is, and under which terms where that is known", () => {
  for (const feed of [smnHourly, smnDaily]) {
    const { sources, licenses } = dataPackage(feed);
    assert.match(sources[0]?.title ?? "", /^Servicio Meteorológico Nacional/);
    assert.is(licenses?.[0]?.title, "Términos de Libre Uso MX");
  }
  const license = { title: "CC BY 4.0", path: "https://creativecommons.org/licenses/by/4.0/" };
  const own = { ...TINY_FEED, urls: ["https://example.org/f.json"] };
  assert.equal(dataPackage(parseFeed({ ...own, license }, "x.json")).licenses, [license]);
  assert.is(dataPackage(parseFeed(own, "x.json")).licenses, undefined);
});

test("dataPackage() tells units, meanings and plausible ranges, of means too", () => {
  const { schema } = resourceOf(dataPackage(smnDaily), "merged");
  const temp = schema.fields.find(({ name }) => name === "temp_mean");
  assert.equal(
    [temp?.unit, temp?.plausible, temp?.constraints],
    ["°C", { minimum: -35, maximum: 50 }, undefined],
  );
  assert.match(temp?.description ?? "", /mid-points of "tmax" and "tmin"/);
  assert.equal(
    schema.foreignKeys?.map(({ reference }) => reference.resource),
    ["means", "municipalities"],
  );
});

test("dataPackage() holds for every table that is published of a feed", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const dictionary: DataPackage = JSON.parse(await folder.read("datapackage.json"));
    assert.equal(dictionary, dataPackage(sample));
    const files = await folder.files();
    const text = (path: string) => files[path] ?? "";
    let checked = 0;
    for (const path of Object.keys(files).filter((name) => name.endsWith(".csv"))) {
      const { name } = resourceOf(
        dictionary,
        path.startsWith("data_municipio/")
          ? "municipalities"
          : path.startsWith("data_merged/")
            ? "merged"
            : path.startsWith("data_temp")
              ? "means"
              : "snapshots",
      );
      assert.equal(tableProblems(resourceOf(dictionary, name), text(path)), [], path);
      checked++;
    }
    // Two snapshots, means, a merged table, the newest of these, and the municipality data.
    assert.is(checked, 6);
    for (const { fields, reference } of resourceOf(dictionary, "merged").schema.foreignKeys ?? []) {
      const other = Object.keys(files).find((path) =>
        reference.resource === "means" ? /^data_temp.*csv$/.test(path) : path.startsWith("data_municipio/"),
      );
      const there = new Set(keysOf(text(other ?? ""), reference.fields));
      for (const key of keysOf(text("data_merged/current.csv"), fields)) assert.ok(there.has(key), key);
    }
    // The check is a real one.
    const snapshot = resourceOf(dictionary, "snapshots");
    const broken = text(Object.keys(files).find((path) => path.startsWith("data_municipio_x_hora/")) ?? "");
    const [header = "", row = ""] = broken.split("\n");
    assert.is(tableProblems(snapshot, `${header}\n${row.replace(/,\d+\.\d+,/, ",warm,")}\n`).length, 1);
    assert.is(tableProblems(snapshot, `${header}\n${row}\n${row}\n`).length, 1);
  });
});

test.run();

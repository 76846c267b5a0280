import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type MergePlan, mergePlan, type Partition } from "../../../engines/mod.ts";
import { polarsEngine } from "../../../engines/polars/mod.ts";
import { remoteOf, sparkEngine } from "../../../engines/spark/mod.ts";
import { toCsv, townMeans } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { goOn, putPartitions } from "../../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { hasSail, NO_SAIL, startSail } from "../../helpers/spark/sail.ts";

const sail = hasSail ? await startSail() : undefined;
const spark = sparkEngine(await remoteOf(sail?.address ?? "sc://127.0.0.1:1", {}));
const PLAN = mergePlan(TINY);
const HEADER = "ides,idmun,nmun,hloc,temp";

/** A snapshot of some towns, each as "idmun,name,temperature". */
const csv = (...towns: string[]) =>
  [HEADER, ...towns.map((town) => `20,${town.replace(/,(?=[^,]*$)/, ",2026-10-31T22:00:00,")}`), ""].join(
    "\n",
  );
const COME_AND_GO = [
  csv("1,Old,1.1", "2,Gone,10"),
  csv("1,Old,2.2"),
  csv("1,Renamed,3.3", "3,Late,"),
  csv("1,New,5", "3,Late,"),
];
/** Numbers of which a plain sum loses the small ones' last digits, unless it begins with the two that are not. */
const UNEVEN = [1e5, 0.1, 1 / 3, 54.999, -1e5, 0.2, 1e-3, 123.456].map((value) => csv(`1,a,${value}`));

type Snapshots = Parameters<typeof putPartitions>[2];

/** Makes sure that Spark gives the bytes that Polars gives, and gives them. */
async function sameAsPolars(snapshots: Snapshots, plan: MergePlan = PLAN): Promise<string> {
  let text = "";
  await withTemporaryFolder(async (folder) => {
    const partitions = await putPartitions(folder, plan, snapshots);
    const [expected, found] = await Promise.all(
      [polarsEngine, spark].map(async (engine) => {
        const { totals, labels } = await engine.aggregate(plan, partitions, goOn);
        return { means: toCsv(townMeans(totals, labels, plan)).toString(), types: totals.schema };
      }),
    );
    assert.is(found?.means, expected?.means);
    // Times are in what the files have them in.
    const [types, others] = [found, expected].map((each) =>
      String(Object.entries(each?.types ?? {})).replaceAll("(us,", "(ms,"),
    );
    assert.is(types, others);
    text = found?.means ?? "";
  });
  return text;
}

const NAME = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 8 }).filter((name) => !/\p{Cs}/u.test(name)),
  fc.constantFrom(
    ...["`", "a`b", "``", "'; drop view records_0; --", "*/", "/*", "?", ":v", "$1", "c0", "k0", "v0", "x0"],
    ...["count(*)", "select", "TEMP", "null", "true", "a.b", "雨", '"', "\\", "{0}", "records", "1"],
  ),
);
/** Names of a feed's columns, as a description may hold them at worst: no two alike, upper and lower case aside. */
const HOSTILE = fc
  .uniqueArray(NAME, { minLength: 5, maxLength: 5, selector: (name) => name.toLowerCase() })
  // Polars has columns of the totals under these and takes some for patterns, and a CSV has one line for its header.
  .filter((names) =>
    names.every(
      (name) => !/[\r\n\0]|^\*$|^\^|^(version|records|cvegeo)$|_(first|last|rest|count)$/i.test(name),
    ),
  );

if (sail !== undefined) {
  test("sparkEngine gives the bytes that Polars gives, from CSV, from Parquet and from any mixture of the two", async () => {
    const mixtures = [[], ["a", "a", "a", "a"], [undefined, "a", "a", undefined], ["a", "b", "a", "b"]];
    for (const files of mixtures) {
      const text = await sameAsPolars(COME_AND_GO.map((csv, i) => ({ csv, parquet: files[i] })));
      assert.match(text, /^20,1,New,2.9,4,.*\n20,2,Gone,10.0,1,.*\n20,3,Late,,2,/m);
    }
  });

  test("sparkEngine adds up exactly, in whatever order Spark adds", async () => {
    await sameAsPolars(UNEVEN.map((csv) => ({ csv })));
    await sameAsPolars([...UNEVEN].reverse().map((csv) => ({ csv, parquet: "a" })));
  });

  test("sparkEngine reads of a Parquet file no other snapshots than those that count", async () => {
    await withTemporaryFolder(async (folder) => {
      const given = COME_AND_GO.map((csv) => ({ csv, parquet: "a" }));
      const [{ path } = {} as Partition] = await putPartitions(folder, PLAN, given);
      const versions = ["20261101_000001", "20261101_000002"];
      const some = { path, format: "parquet", versions, whole: false, rows: 3 } as const;
      const { totals, labels } = await spark.aggregate(PLAN, [some], goOn);
      assert.match(
        toCsv(townMeans(totals, labels, PLAN)).toString(),
        /^20,1,Renamed,2.75,2,.*\n20,3,Late,,1,/m,
      );
    });
  });

  test("sparkEngine takes texts for keys, with whatever is in them, and the mid-point of several columns", async () => {
    const plan = mergePlan({
      name: "stations",
      columns: [
        { name: "hour", type: "datetime", meaning: "Hour" },
        { name: "station", type: "string", meaning: "Station" },
        { name: "low", type: "integer", meaning: "Lowest" },
        { name: "high", type: "number", meaning: "Highest" },
      ],
      key: ["station"],
      time: "hour",
      labels: [],
      means: [{ name: "mid", of: ["low", "high"], unit: "°C" }],
    });
    const names = [
      "a,b",
      'say ""so""',
      "two\nlines",
      "cr\rlf\r\n",
      "=1+1",
      " spaced ",
      "",
      "雨",
      "\\",
      "NULL",
      "'--",
    ];
    const rows = (shift: number) =>
      names.map(
        (name, i) => `2026-10-31T${10 + i}:00:00,"${name}",${i},${i % 3 === 0 ? "" : i + shift + 0.1}`,
      );
    for (const parquet of [undefined, "a"]) {
      const snapshots = [0, 1, 2].map((shift) => ({
        csv: `hour,station,low,high\n${rows(shift).join("\n")}\n`,
        parquet,
        rows: names.length,
      }));
      const text = await sameAsPolars(snapshots, plan);
      assert.match(text, /^雨,7.55,3,/m);
    }
  });

  test("sparkEngine makes SQL that works of hostile feed descriptions, and only that", async () => {
    await fc.assert(
      fc.asyncProperty(HOSTILE, fc.boolean(), async (names, isParquet) => {
        const [state = "", town = "", label = "", hour = "", value = ""] = names;
        const types = ["integer", "integer", "string", "datetime", "number"] as const;
        const plan = mergePlan({
          name: "hostile",
          columns: names.map((name, i) => ({ name, type: types[i] ?? "string", meaning: "Whatever" })),
          key: [state, town],
          time: hour,
          labels: [label],
          means: [{ name: `${value}_mean`, of: [value], unit: "" }],
        });
        const header = names
          .map((name) => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name))
          .join();
        const texts = COME_AND_GO.map((text) => text.replace(HEADER, () => header));
        await sameAsPolars(
          texts.map((csv) => ({ csv, parquet: isParquet ? "a" : undefined })),
          plan,
        );
      }),
      { numRuns: 30 },
    );
  });

  test("sparkEngine refuses totals of other records than the manifests say, as where Spark does not see the files", async () => {
    await withTemporaryFolder(async (folder) => {
      // By this path each process finds what is in its own working folder; Sail's is another one.
      await mkdir(join(folder, "here"));
      const partitions = await putPartitions(join(folder, "here"), PLAN, [{ csv: COME_AND_GO[0] ?? "" }]);
      const before = process.cwd();
      process.chdir(folder);
      try {
        const unseen = partitions.map((each) => ({
          ...each,
          path: each.path.replace(folder, "/proc/self/cwd"),
        }));
        const says =
          /^Spark at "sc:.*" has read 0 of 2 records: .*does not see "\/proc\/self.*at the same path/;
        await failsWith("config", says, () => spark.aggregate(PLAN, unseen, goOn));
      } finally {
        process.chdir(before);
      }
    });
  });

  test("sparkEngine refuses a path that Spark would take for a pattern", async () => {
    await withTemporaryFolder(async (folder) => {
      const odd = join(folder, "a[b]");
      await mkdir(odd);
      const partitions = await putPartitions(odd, PLAN, [{ csv: COME_AND_GO[0] ?? "" }]);
      await failsWith("config", /it takes "\[" in a path for something else\. Rename the folder/, () =>
        spark.aggregate(PLAN, partitions, goOn),
      );
    });
  });
} else test.skip(NO_SAIL);

test.after(async () => await sail?.close());

test.run();

import { DuckDBInstance } from "@duckdb/node-api";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { awsJson } from "../../io/aws/aws_json.ts";
import type { AthenaTable } from "../../pipelines/athena/athena_ddl_result.ts";
import { hasMoto, NO_MOTO, startMoto } from "../helpers/aws/moto.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

const FOLDER = { MUNICLIMA_DATA_DIR: "data/demo" };
const BUCKET = ["--location", "s3://weather/demo"];

/** Works in a folder with the demo's data, compacted and archived. */
async function withArchive(work: (cwd: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (cwd) => {
    for (const args of [["demo"], ["compact", "--all"], ["archive"]]) {
      const { code, stderr } = await cli([...args, ...(args[0] === "demo" ? [] : ["--feed", "sample"])], {
        cwd,
        env: args[0] === "demo" ? {} : FOLDER,
      });
      assert.is(code, 0, stderr);
    }
    await work(cwd);
  });
}

const TYPES: Readonly<Record<string, string>> = {
  BIGINT: "bigint",
  INTEGER: "int",
  DOUBLE: "double",
  VARCHAR: "string",
  TIMESTAMP: "timestamp",
};

test("municlima athena ddl tells of exactly the columns that the archive's Parquet files have, with their types", async () => {
  await withArchive(async (cwd) => {
    const { stdout, code } = await cli(["athena", "ddl", ...BUCKET, "--json"], { cwd, env: FOLDER });
    assert.is(code, 0);
    const {
      tables,
      statements,
    }: { readonly tables: readonly AthenaTable[]; readonly statements: readonly string[] } =
      JSON.parse(stdout);
    assert.is(statements.length, 3);
    const connection = await (await DuckDBInstance.create()).connect();
    for (const { name, columns, location } of tables) {
      const files = location.replace("s3://weather/demo", `${cwd}/data/demo`);
      const found = await connection.runAndReadAll(
        `describe select * from read_parquet('${files}*/*.parquet', hive_partitioning = false)`,
      );
      const kept = found.getRowObjects().map(({ column_name, column_type }) => {
        return [column_name, TYPES[String(column_type).replace("_MS", "")] ?? column_type];
      });
      const told = columns.map(({ name, type }) => [name, type]);
      assert.equal(told.sort(), kept.sort(), name);
    }
    const refused = await cli(["athena", "ddl"], { cwd, env: FOLDER });
    assert.is(refused.code, 78);
    assert.match(refused.stderr, /Athena reads buckets, and "data\/demo" is none\./);
  });
});

(hasMoto ? test : test.skip)(
  `municlima athena register makes both tables in Glue, once, changes what differs, and leaves another's (${hasMoto ? "moto" : NO_MOTO})`,
  async () => {
    const moto = await startMoto();
    try {
      await withArchive(async (cwd) => {
        const env = { ...FOLDER, ...moto.environment };
        const was = async (...more: string[]) => {
          const { stdout, stderr, code } = await cli(["athena", "register", "--json", ...more], { cwd, env });
          assert.is(code, 0, stderr);
          return JSON.parse(stdout).tables.map(({ was }: { readonly was: string }) => was);
        };
        assert.equal(await was(...BUCKET), ["created", "created"]);
        assert.equal(await was(...BUCKET), ["there", "there"]);
        assert.equal(await was("--location", "s3://weather/other"), ["changed", "changed"]);
        const glue = awsJson("glue", env);
        const table = { DatabaseName: "municlima", Name: "snapshots" };
        const { Table } = (await glue("GetTable", table)) as {
          readonly Table: { readonly StorageDescriptor: { readonly Location: string } };
        };
        assert.is(Table.StorageDescriptor.Location, "s3://weather/other/archive/snapshots/");
        await glue("CreateDatabase", { DatabaseInput: { Name: "taken" } });
        await glue("CreateTable", { DatabaseName: "taken", TableInput: { Name: "snapshots" } });
        const refused = await cli(["athena", "register", ...BUCKET, "--database", "taken"], { cwd, env });
        assert.is(refused.code, 78);
        assert.match(refused.stderr, /There is a table "snapshots" of another's in Glue's database "taken"/);
      });
    } finally {
      await moto.close();
    }
  },
);

(hasMoto ? test : test.skip)(
  `municlima query --engine athena prints what Athena answers, in the program's own forms (${hasMoto ? "moto, which plays back what it is told" : NO_MOTO})`,
  async () => {
    const moto = await startMoto();
    try {
      await withTemporaryFolder(async (cwd) => {
        const rows = [
          ["Oaxaca", "22.5"],
          ["Puebla", undefined],
        ].map((row) => ({
          Data: row.map((VarCharValue) => ({ VarCharValue })),
        }));
        const column_info = [
          { Name: "nes", Type: "varchar" },
          { Name: "temp", Type: "double" },
        ];
        const results = Array.from({ length: 3 }, () => ({ rows, column_info }));
        await fetch(`${moto.endpoint}/moto-api/static/athena/query-results`, {
          method: "POST",
          body: JSON.stringify({ results }),
        });
        const ask = (...args: string[]) =>
          cli(["query", "select nes, temp from snapshots", ...args], { cwd, env: moto.environment });
        const csv = await ask("--engine", "athena", "--format", "csv");
        assert.equal([csv.code, csv.stdout], [0, "nes,temp\nOaxaca,22.5\nPuebla,\n"], csv.stderr);
        assert.match(csv.stderr, /^2 rows in .*, \d.* scanned$/m);
        const json = JSON.parse((await ask("--engine", "athena", "--json")).stdout);
        assert.equal([json.engine, json.answer[1]], ["athena", { nes: "Puebla", temp: null }]);
        assert.match((await ask("--engine", "athena")).stdout, /Oaxaca +22\.5/);
        for (const [flags, message] of [
          [["--engine", "athena", "--memory", "2GB"], /--memory cannot be combined with --engine athena\./],
          [["--max-scanned-bytes", "5"], /--max-scanned-bytes is for Athena\. .* add --engine athena\./],
          [["--engine", "athena", "--output", "a.parquet"], /--engine athena writes no Parquet\./],
        ] as const) {
          const refused = await ask(...flags);
          assert.is(refused.code, 64);
          assert.match(refused.stderr, message);
        }
      });
    } finally {
      await moto.close();
    }
  },
);

test.run();

import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ParsedQuery } from "../../../engines/duckdb/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { faultServer } from "../../helpers/faults/fault_server.ts";
import { rowsOf, withSqlSession } from "../../helpers/folders/sql_session.ts";

/** What someone may try who writes a query: FOLDER and URL stand for places, TABLE for the table's own file. */
const READING = [
  "select * from read_csv('/etc/passwd')",
  "select * from read_csv_auto('/etc/passwd', header = false)",
  "select * from read_text('/etc/passwd')",
  "select * from read_blob('/etc/passwd')",
  "from '/etc/passwd'",
  "from 'FOLDER/secret.csv'",
  'select * from "FOLDER/secret.csv"',
  "select * from read_text('FOLDER/secret.csv')",
  "select * from read_text('FOLDER/*')",
  "select * from read_text(['TABLE', 'FOLDER/secret.csv'])",
  "select * from read_text('TABLE/../secret.csv')",
  "select * from glob('/etc/*')",
  "select * from glob('FOLDER/**')",
  "select * from sniff_csv('FOLDER/secret.csv')",
  "select * from read_json('FOLDER/secret.csv')",
  "select * from read_ndjson_objects('FOLDER/secret.csv')",
  "select * from read_parquet('FOLDER/secret.csv')",
  "select * from parquet_metadata('FOLDER/secret.csv')",
  "select * from parquet_kv_metadata('FOLDER/secret.csv')",
  "select $$'$$ as x, * from read_csv('/etc/passwd') -- '",
  "select $a$ ' $a$, * from read_text('/etc/passwd')",
  "select 1 /* ' */ from /* from towns */ read_text('/etc/passwd') --'",
  "select 1 -- '\n from read_text('/etc/passwd')",
  "select E'\\'' , * from read_text('/etc/passwd')",
  "with t as (select * from read_text('/etc/passwd')) select * from t",
  "select (select content from read_text('/etc/passwd'))",
  "select * from towns where nmun in (select content from read_text('/etc/passwd'))",
  "select * from towns, lateral (select * from read_text('/etc/' || 'passwd'))",
  "select * from system.main.read_text('/etc/passwd')",
  "select * from query('select * from read_text(''/etc/passwd'')')",
  "select * from query_table(['FOLDER/secret.csv'])",
  "from json_execute_serialized_sql('{}')",
  "from arrow_scan(0::pointer, 0::pointer, 0::pointer)",
  "describe '/etc/passwd'",
  "summarize 'FOLDER/secret.csv'",
  "(((select * from read_text('/etc/passwd'))))",
  "select * from towns union all by name select content as nmun from read_text('/etc/passwd')",
  "explain analyze select * from read_text('/etc/passwd')",
] as const;

const WRITING = [
  "copy (select 1) to 'FOLDER/new.csv'",
  "copy (select 1) to 'TABLE'",
  "copy towns from 'FOLDER/secret.csv'",
  "explain analyze copy (select 1) to 'TABLE'",
  "explain analyze copy (select 1) to 'FOLDER/new.csv'",
  "/* x */ explain -- y\n /* z */ analyze copy (select 1) to 'TABLE'",
  "explain (analyze) copy (select 1) to 'TABLE'",
  "export database 'FOLDER/new'",
  "attach 'FOLDER/new.db'",
  "attach ':memory:' as other",
  "create table t as select 1",
  "create view v as select 1",
  "create or replace view towns as select 1",
  "create macro m() as table select * from read_text('/etc/passwd')",
  "create temp macro ides() as 1",
  "drop view towns",
  "alter view towns rename to t",
  "insert into towns values (1)",
  "update towns set ides = 1",
  "delete from towns",
  "with t as (insert into towns values (1) returning *) select * from t",
  "prepare p as select * from read_text('/etc/passwd')",
  "execute p",
  "checkpoint",
  "vacuum",
  "call enable_logging('QueryLog', storage = 'file')",
  "from enable_logging('QueryLog', storage = 'file', storage_config = {'path': 'FOLDER/new'})",
  "select * from enable_profiling()",
  "pragma enable_profiling = 'json'",
  "pragma profiling_output = 'FOLDER/new'",
  "select 1; copy (select 1) to 'FOLDER/new.csv'",
  "begin",
  "import database 'FOLDER'",
] as const;

const CONNECTING = [
  "select * from read_csv('URL/x.csv')",
  "select * from read_text('URL/x')",
  "from 'URL/x.parquet'",
  "attach 'URL/x.db'",
  "install httpfs",
  "install httpfs from 'URL'",
  "load httpfs",
  "load 'FOLDER/x.duckdb_extension'",
  "create secret (type s3, key_id 'x', secret 'y')",
  "from duckdb_secrets()",
] as const;

const ESCAPING = [
  "set lock_configuration = false",
  "set enable_external_access = true",
  "set allowed_paths = ['/etc/passwd']",
  "reset enable_external_access",
  "set temp_directory = 'FOLDER/new'",
  "set threads = 1000",
  "set memory_limit = '1TB'",
  "use system",
  "pragma database_list",
  "show tables",
  "show all tables",
  "select * from information_schema.tables",
  "select * from duckdb_settings()",
  "select * from pg_catalog.pg_class",
  "select 1; select 2",
  "",
  ";;",
  "-- nothing",
  "select 1\0; copy (select 1) to 'FOLDER/new.csv'",
  `select 1${"+1".repeat(20_000)}`,
  `select ${"(".repeat(20_000)}1${")".repeat(20_000)}`,
  `select ${"not ".repeat(15_000)}true`,
  `select 1${"::int".repeat(10_000)}`,
  `select null::${"struct(a ".repeat(2000)}int${")".repeat(2000)}`,
  `select * from ${"(select * from ".repeat(2000)}towns${")".repeat(2000)}`,
  `select 1${" union all select 1".repeat(20_000)}`,
] as const;

const whole = (sql: string, folder: string, url: string) =>
  sql
    .replaceAll("TABLE", join(folder, "20261124_120000.csv"))
    .replaceAll("FOLDER", folder)
    .replaceAll("URL", url);

/** A text as `parse()` would give it that looked at nothing. */
const unseen = (sql: string): ParsedQuery => ({ sql, explain: "no", tables: [], shows: false });

async function listening(work: (url: string) => Promise<void>): Promise<void> {
  const server = await faultServer({});
  try {
    await work(server.origin);
    assert.equal(server.requests, []);
  } finally {
    await server.close();
  }
}

async function listed(folder: string): Promise<unknown[]> {
  const names = (await readdir(folder)).sort();
  return await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")]));
}

test("openSql() refuses with one line whatever would read, write, connect or break out", async () => {
  await listening(async (url) => {
    await withSqlSession(async (session, folder) => {
      const before = await listed(folder);
      for (const sql of [...READING, ...WRITING, ...CONNECTING, ...ESCAPING]) {
        const text = whole(sql, folder, url);
        const failure = await failsWith("usage", /^The query /, () => rowsOf(session, text)).catch(
          (error) => {
            throw new Error(`"${text.slice(0, 200)}": ${error.message}`);
          },
        );
        assert.ok(failure.message.length < 1000, failure.message);
        assert.not.match(failure.message, /root:|secret\nx/);
      }
      assert.equal(await listed(folder), before);
      assert.equal(await rowsOf(session, "select count(*), sum(ides) from towns"), [["2", "21"]]);
    });
  });
});

test("openSql() lets DuckDB itself open no other file, whatever a parser may have overlooked", async () => {
  await listening(async (url) => {
    for (const sql of [...READING.slice(0, 31), ...WRITING.slice(0, 12), ...CONNECTING]) {
      await withSqlSession(async (session, folder) => {
        const before = await listed(folder);
        const asked = async () => {
          for await (const { values } of (await session.ask(unseen(whole(sql, folder, url)))).chunks)
            assert.not.match(String(values), /root:|secret|\bx\b/, sql);
        };
        try {
          await asked();
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
        }
        assert.equal(await listed(folder), before, sql);
      });
    }
  });
});

test("openSql() answers whatever form a question has that only reads", async () => {
  await withSqlSession(async (session) => {
    for (const [sql, expected] of [
      ["select ides from towns order by 1", [["1"], ["20"]]],
      ["from towns select count(*)", [["2"]]],
      ["with t as (select 1 as x) select * from t;", [["1"]]],
      ["values (1), (2)", [["1"], ["2"]]],
      ["table towns limit 0", []],
      ["select * from range(2)", [["0"], ["1"]]],
      ["select unnest([1, 2])", [["1"], ["2"]]],
      ["pivot towns on ides in (1, 20) using count(*) group by version", [["20261124_120000", "1", "1"]]],
      ["-- first\n/* then /* this */ */ select 1", [["1"]]],
      ["select $$it's$$", [["it's"]]],
      ["select upper(nmun) from towns where temp is not null", [["LEÓN"]]],
      [`select 1 in (${"1,".repeat(20_000)}1)`, [["true"]]],
    ] as const) {
      assert.equal(await rowsOf(session, sql), expected, sql.slice(0, 100));
    }
    assert.is((await rowsOf(session, "describe towns")).length, 5);
    assert.is((await rowsOf(session, "summarize towns")).length, 5);
    assert.match(String(await rowsOf(session, "explain select * from towns")), /READ_CSV/);
  });
});

test("openSql() gives values the types of the catalog, an empty cell as null and a quoted one as a text", async () => {
  await withSqlSession(async (session) => {
    assert.equal(await rowsOf(session, "select distinct typeof(columns(*)) from towns"), [
      ["VARCHAR", "BIGINT", "VARCHAR", "DOUBLE", "TIMESTAMP"],
    ]);
    assert.equal(await rowsOf(session, "select version, nmun = '', temp, hloc from towns order by ides"), [
      ["20261124_120000", "false", "22.5", "2026-11-24 12:00:00"],
      ["20261124_120000", "true", "null", "null"],
    ]);
  });
});

test("openSql() reads a folder whose name is a pattern", async () => {
  await withSqlSession(
    async (session) => assert.equal(await rowsOf(session, "select count(*) from towns"), [["2"]]),
    { name: "[x]*y?" },
  );
});

test("openSql() blames a file of a table that was removed since, and not the query", async () => {
  await withSqlSession(async (session, folder) => {
    await rm(join(folder, "20261124_120000.csv"));
    await failsWith("io", /"[^"]*20261124_120000\.csv" is gone\. Ask again\.$/, () =>
      rowsOf(session, "select count(*) from towns"),
    );
  });
});

test("openSql() binds parameters as texts, and wants each of them and no other", async () => {
  await withSqlSession(async (session) => {
    const ask = async (sql: string, parameters: Record<string, string>) => {
      const rows: unknown[] = [];
      const { chunks } = await session.ask(await session.parse(sql), { parameters });
      for await (const { values } of chunks) rows.push(...(values[0] ?? []));
      return rows.map(String);
    };
    const sql = "select ides from towns where nmun = $name or temp > $warm::double";
    assert.equal(await ask(sql, { name: "", warm: "22" }), ["1", "20"]);
    assert.equal(await ask("select $x", { x: "'; drop view towns" }), ["'; drop view towns"]);
    assert.equal(await ask("select ides from towns where ides = $ides", { ides: "20" }), ["20"]);
    await failsWith("usage", /no value for "\$warm"\. Add --param warm=VALUE\.$/, () =>
      ask(sql, { name: "" }),
    );
    await failsWith("usage", /no parameter "\$y"/, () => ask("select 1", { y: "2" }));
  });
});

const ENDLESS = "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 7";

test("openSql() stops a query when it is told to, and gives the reason", async () => {
  await withSqlSession(async (session) => {
    const controller = new AbortController();
    const reason = new Failure("interrupted", "Stopped.");
    setTimeout(() => controller.abort(reason), 50);
    await failsWith("interrupted", /^Stopped\.$/, async () => {
      const { chunks } = await session.ask(await session.parse(ENDLESS), { stop: controller.signal });
      for await (const _ of chunks);
    });
  });
});

test("openSql() stops a query that takes too long", async () => {
  await withSqlSession(async (session) => {
    await failsWith("usage", /^The query took longer than 0\.05 s\. .*--timeout\.$/, async () => {
      const { chunks } = await session.ask(await session.parse(ENDLESS), { timeoutSeconds: 0.05 });
      for await (const _ of chunks);
    });
  });
});

test("openSql() refuses with one line what needs more memory than it may use", async () => {
  await withSqlSession(
    async (session) => {
      await failsWith("usage", /memory/i, () =>
        rowsOf(session, "select length(string_agg(repeat(range::varchar, 100), '')) from range(1000000)"),
      );
    },
    { memory: "20MB" },
  );
});

test.run();

import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { tableDdl } from "../../../pipelines/athena/table_ddl.ts";

const TABLE = {
  name: "snapshots",
  location: "s3://weather/archive/snapshots/",
  comment: "One record of each town's hour",
  partition: "month",
  months: ["2026-01", "2026-02"],
  columns: [
    { name: "hloc", type: "timestamp", comment: "The feed's hour \\ its clock" },
    { name: "temp", type: "double", comment: "Temperature (°C)" },
  ],
} as const;

/** Reads a statement as Athena's dialect, and gives the names and types of its columns; sqlglot takes more than Athena does. */
const READ = `
import sys, sqlglot
from sqlglot import exp
made = sqlglot.parse_one(sys.stdin.read(), dialect="athena")
assert isinstance(made, exp.Create), type(made)
print([(c.name, c.kind.sql(dialect="hive")) for c in made.this.expressions])
`;
const hasSqlglot = spawnSync("python3", ["-c", "import sqlglot"]).status === 0;

test("tableDdl() is a statement of Athena's, whose texts hold quotes and backslashes", () => {
  assert.is(
    tableDdl("municlima", TABLE),
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`municlima\`.\`snapshots\` (
  \`hloc\` timestamp COMMENT 'The feed\\'s hour \\\\ its clock',
  \`temp\` double COMMENT 'Temperature (°C)'
)
COMMENT 'One record of each town\\'s hour'
PARTITIONED BY (\`month\` string)
STORED AS PARQUET
LOCATION 's3://weather/archive/snapshots/'
TBLPROPERTIES (
  'classification' = 'parquet',
  'created_by' = 'municlima',
  'projection.enabled' = 'true',
  'projection.month.type' = 'enum',
  'projection.month.values' = '2026-01,2026-02',
  'storage.location.template' = 's3://weather/archive/snapshots/month=\${month}/'
)`,
  );
});

(hasSqlglot ? test : test.skip)("tableDdl() is read by a parser of Athena's dialect", () => {
  const read = (input: string) => spawnSync("python3", ["-c", READ], { input, encoding: "utf8" });
  const { stdout, stderr } = read(tableDdl("municlima", TABLE));
  assert.is(stdout.trim(), "[('hloc', 'TIMESTAMP'), ('temp', 'DOUBLE')]", stderr);
  assert.is.not(read(tableDdl("municlima", TABLE).replace("\n)\nCOMMENT", "\nCOMMENT")).status, 0);
});

test.run();

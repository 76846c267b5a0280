import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { jsonSchemas } from "../helpers/json_schemas.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";

const SAMPLE = ["--feed", "sample"];
/** Calls in the demo's folder, in their order, each with its exit code. BODY is a feed body that the demo has kept. */
const CALLS: readonly (readonly [code: number, ...args: string[]])[] = [
  [0, "demo"],
  [0, "ingest", ...SAMPLE, "--from", "BODY"],
  [0, "ingest", ...SAMPLE, "--from", "BODY", "--dry-run", "--record", "now"],
  [0, "run", ...SAMPLE, "--from", "BODY", "--archive"],
  [0, "merge", ...SAMPLE],
  [0, "merge", ...SAMPLE, "--dry-run", "--how", "left"],
  [0, "runs", "diff"],
  [0, "validate", ...SAMPLE, "BODY"],
  [0, "validate", ...SAMPLE, "data/demo/data_merged/current.csv"],
  [65, "validate", "--feed", "smn-daily", "BODY"],
  [0, "diff"],
  [0, "diff", "--dataset", "snapshots"],
  [0, "summarize"],
  [0, "summarize", "snapshots"],
  [0, "tables"],
  [0, "engines"],
  [0, "query", "select * from merged limit 2"],
  [0, "query", "select * from merged", "--explain"],
  [0, "query", "select * from merged", "--output", "merged.csv"],
  [0, "export", "merged", "--output", "merged.geojson"],
  [0, "export", "municipalities", "--output", "towns.parquet"],
  [0, "report"],
  [0, "report", "--output", "report.html"],
  [0, "status"],
  [0, "backfill", "--fill", "BODY"],
  [0, "rebuild", "--all"],
  [0, "compact", ...SAMPLE, "--dry-run"],
  [0, "compact", ...SAMPLE, "--all", "--remove-csv"],
  [0, "archive", ...SAMPLE, "--dry-run"],
  [0, "archive", ...SAMPLE],
  [0, "athena", "ddl", "--location", "s3://weather/demo"],
  [0, "sync", "data/demo", "data/copy"],
  [0, "alerts"],
  [0, "alerts", "--all", "--output", "alerts.atom"],
  [0, "revision"],
  [0, "revision", "--by", "hours", "--output", "revision.svg"],
  [0, "prune", "--keep", "1"],
  [0, "prune", "--older-than", "3", "--dry-run"],
  [0, "verify"],
  [0, "status"],
  [0, "runs", "list"],
  [0, "runs", "list", "--failed", "--limit", "1"],
  [0, "metrics"],
  [0, "metrics", "--format", "emf", "--output", "metrics.json"],
  [0, "runs", "show"],
  [0, "feed", "init", "BODY"],
  [0, "schedule", "systemd"],
  [2, "doctor", ...SAMPLE],
  [0, "config", "show"],
  [0, "completion", "bash"],
  [64, "merge", "--window", "x"],
  [64, "query", "select nothing from nowhere"],
  [0, "status", "--data-dir", "nowhere"],
  [2, "status", "--data-dir", "nowhere", "--check"],
  [66, "report", "--data-dir", "nowhere"],
  [78, "ingest", "--from", "BODY"],
];

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const checks = new Map([...jsonSchemas()].map(([command, schema]) => [command, ajv.compile(schema)]));

/** Holds a document to the schema of the command that it names, or of failures; gives that command. */
function assertValid(text: string, what: string): string {
  const document: { readonly command?: string } = JSON.parse(text);
  const { command = "error" } = document;
  const check = checks.get(command);
  assert.ok(check, `${what}: there is no schema for "${command}"`);
  assert.ok(check?.(document), `${what}: ${ajv.errorsText(check?.errors)}`);
  assert.not.ok(check?.({ ...document, further: 1 }), `${what}: a field more is refused`);
  return command;
}

test("municlima <command> --json prints what its JSON Schema says, whatever it did, and when it fails", async () => {
  await withTemporaryFolder(async (cwd) => {
    const env = { MUNICLIMA_DATA_DIR: "data/demo" };
    const seen = new Set<string>();
    for (const [expected, ...args] of CALLS) {
      const [body = ""] = args.includes("BODY") ? await readdir(join(cwd, "data/demo/raw")) : [];
      const call = args.map((arg) => (arg === "BODY" ? join("data/demo/raw", body) : arg));
      const { code, stdout, stderr } = await cli([...call, "--json"], {
        cwd,
        env: args[0] === "demo" ? {} : env,
      });
      assert.is(code, expected, `${args.join(" ")}: ${stderr}`);
      seen.add(assertValid(stdout, args.join(" ")));
    }
    // They need a server, and have tests of their own.
    for (const command of ["serve-sample", "athena register"]) seen.add(command);
    assert.equal([...seen].sort(), [...VERBS.map(({ name }) => name), "error"].sort());
  });
});

test("municlima serve-sample --json prints what its JSON Schema says", async () => {
  const server = startCli(["serve-sample", "--port", "0", "--json"]);
  try {
    const [said] = await once(server.process.stdout, "data");
    assert.is(assertValid(String(said), "serve-sample"), "serve-sample");
  } finally {
    server.process.kill("SIGTERM");
    await server.end;
  }
});

test("municlima athena register --json prints what its JSON Schema says", async () => {
  // It has nothing, and says nothing.
  const glue = await faultServer({ "/": [{ body: "{}" }] });
  try {
    await withDataFolder(async (folder) => {
      await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
      const { stdout, stderr, code } = await cli(
        ["athena", "register", "--data-dir", ".", "--location", "s3://weather/tiny", "--json"],
        {
          cwd: folder.path,
          env: { AWS_ENDPOINT_URL: glue.origin, AWS_ACCESS_KEY_ID: "key", AWS_SECRET_ACCESS_KEY: "secret" },
        },
      );
      assert.is(code, 0, stderr);
      assert.is(assertValid(stdout, "athena register"), "athena register");
    });
  } finally {
    await glue.close();
  }
});

test("municlima ingest --json of a feed with bad rows prints what its JSON Schema says", async () => {
  await withDataFolder(async (folder) => {
    const { expected: _, caps: __, ...described } = TINY_FEED;
    await folder.put("tiny.json", JSON.stringify(described));
    const rows = Array.from({ length: 200 }, (_, i) => tinyRow({ idmun: String(i + 1) }));
    await folder.put(
      "body.json",
      json([...rows, tinyRow({ temp: "N/D" }), tinyRow({ nmun: "", temp: "99" })]),
    );
    const args = ["--feed", "tiny.json", "--bad-rows", "quarantine", "--json"];
    const options = { cwd: folder.path };
    for (const call of [
      ["ingest", "--from", "body.json"],
      ["validate", "body.json"],
    ]) {
      const { stdout, stderr } = await cli([...call, ...args], options);
      assert.match(stdout, '"extra_column"', stderr);
      assertValid(stdout, call.join(" "));
    }
  });
});

test.run();

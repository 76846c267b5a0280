/**
 * Times the commands of operators on the data folders of a month and of a year of hourly runs, by turns, and prints how
 * many times as long the year takes:
 *
 *     node --import tsx bench/year.ts [rounds]
 *
 * Tables are copies of those of one small snapshot, and bodies are distinct daily: what counts is how many there are.
 */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sample } from "../configs/feeds/sample.ts";
import { resolveSettings } from "../configs/mod.ts";
import { realEffects } from "../io/effects.ts";
import { run } from "../pipelines/run/run.ts";
import { sampleBody } from "../sample/mod.ts";
import {
  appendRun,
  bodyName,
  folderOf,
  localStore,
  MERGE_MANIFEST,
  publishTables,
  readChecked,
  readInventory,
  readManifest,
  readRuns,
  SNAPSHOT_MANIFEST,
  sha256,
  tableName,
  VERSIONED,
  versionAt,
  withLock,
} from "../store/mod.ts";

const PROGRAM = fileURLToPath(new URL("../bin/municlima.js", import.meta.url));
const HOUR = 3_600_000;
const HOURS = { month: 720, year: 8760 } as const;
/** So many hours are published at once. */
const AT_ONCE = 120;
const COMMANDS = [
  ["status"],
  ["runs", "list"],
  ["merge", "--dry-run"],
  ["prune", "--dry-run", "--keep-daily", "31", "--keep-within", "7d"],
  ["verify", "--from", new Date(Date.now() - HOURS.month * HOUR).toISOString().slice(0, 10)],
] as const;

/** A body of one town, which another number makes another body, and the hash of its text. */
function body(number: number): { readonly bytes: Uint8Array; readonly hash: string } {
  const row = Object.fromEntries(
    sample.columns.map(({ name, type }) => [name, type === "string" ? "x" : "1"]),
  );
  const text = JSON.stringify([{ ...row, [sample.time]: "20260101T00", temp: String(number / 100) }]);
  const bytes = sampleBody(text, { modifiedAt: new Date("2026-01-01T00:00:00Z") });
  return { bytes, hash: sha256(new TextEncoder().encode(text)) };
}

/** Makes a data folder with a run of each of so many hours that are over. */
async function fill(folder: string, hours: number): Promise<void> {
  const [dataDir, logDir] = [folder, join(folder, "logs")];
  const { settings: usual } = resolveSettings({
    flags: { dataDir, logDir },
    environment: {},
    dotenv: {},
    file: {},
  });
  const settings = { ...usual, minTowns: 0 };
  const [data, logs] = [{ objects: localStore(dataDir) }, localStore(logDir)];
  const begun = new Date(Math.floor(Date.now() / HOUR) * HOUR - hours * HOUR);
  const from = join(folder, "body.json.gz");
  await mkdir(folder);
  await writeFile(from, body(0).bytes);
  await run({ data, logs, settings, feed: sample, from }, { ...realEffects, now: () => begun });
  const [first] = (await readRuns(logs)).runs;
  if (first === undefined) throw new Error("the first run has no line");
  await withLock(data, "bench", async (held) => {
    const inventory = await readInventory(held);
    const originals = await Promise.all(
      VERSIONED.map(async (name) => {
        const dataset = folderOf(name);
        const [version] = inventory.tables.get(dataset)?.keys() ?? [];
        if (version === undefined) throw new Error(`there is no version in ${dataset}`);
        const manifest =
          name === "snapshots"
            ? await readManifest(held, inventory, dataset, version, SNAPSHOT_MANIFEST)
            : await readManifest(held, inventory, dataset, version, MERGE_MANIFEST);
        const content = await readChecked(held, { name: tableName(dataset, version), ...manifest });
        const {
          schema_version: _,
          dataset: __,
          version: ___,
          file,
          sha256,
          bytes,
          sequence,
          previous,
          ...details
        } = manifest;
        return { folder: dataset, content, details };
      }),
    );
    for (let start = 1; start < hours; start += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, hours - start) }, (_, i) => start + i);
      const tables = some.flatMap((hour) => {
        const version = versionAt(new Date(begun.getTime() + hour * HOUR));
        const { hash } = body(Math.floor(hour / 24));
        return originals.map(({ details, ...table }) => {
          const { source } = details as { readonly source?: object };
          const more =
            source === undefined ? {} : { source: { ...source, raw: bodyName(hash), sha256: hash } };
          return { ...table, version, details: { ...details, ...more } };
        });
      });
      await publishTables(held, tables);
      for (const hour of some) {
        const { bytes, hash } = body(Math.floor(hour / 24));
        await held.objects.putNew(bodyName(hash), bytes);
        const at = new Date(begun.getTime() + hour * HOUR).toISOString();
        await appendRun(logs, { ...first, run_id: `bench-${hour}`, started_at: at, finished_at: at });
      }
    }
  });
}

async function seconds(folder: string, args: readonly string[]): Promise<number> {
  const begun = performance.now();
  await promisify(execFile)(process.execPath, [PROGRAM, ...args, "--json", "--data-dir", folder], {
    cwd: tmpdir(),
    maxBuffer: 2 ** 28,
  });
  return (performance.now() - begun) / 1000;
}

const rounds = Number(process.argv[2] ?? 5);
const place = await mkdtemp(join(tmpdir(), "municlima-year-"));
try {
  for (const [name, hours] of Object.entries(HOURS)) await fill(join(place, name), hours);
  for (const args of COMMANDS) {
    const times = { month: [] as number[], year: [] as number[] };
    for (const name of ["month", "year"] as const) await seconds(join(place, name), args);
    for (let round = 0; round < rounds; round++)
      for (const name of ["month", "year"] as const) times[name].push(await seconds(join(place, name), args));
    const [month = 0, year = 0] = [times.month, times.year].map(
      (all) => all.sort((a, b) => a - b)[rounds >> 1],
    );
    process.stdout.write(
      `${args.join(" ")}: month ${month.toFixed(2)} s, year ${year.toFixed(2)} s, ${(year / month).toFixed(2)} times\n`,
    );
  }
} finally {
  await rm(place, { recursive: true, force: true });
}

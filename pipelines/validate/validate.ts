import type { Buffer } from "node:buffer";
import { type Feed, feedLabel, nounOf, type Settings } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { readSnapshot } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Contract, checkFrame, checkMeans, type RowTerms, sortOutRows } from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { readFeedSource } from "../../io/body/read_feed_source.ts";
import { wholeText } from "../../io/body/whole_text.ts";
import { bytes as sizeOf } from "../../io/bytes.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { publicUrl } from "../../io/public_url.ts";
import { contractOf } from "../contract_of.ts";
import { failing, feedFindings, rowFindings, warning } from "./_findings.ts";
import type { Finding, ValidateResult } from "./validate_result.ts";

type Held = Pick<ValidateResult, "kind" | "rows" | "towns" | "findings">;

/**
 * Holds a stored file against a feed's contract: a body as served or kept in `raw/`, a snapshot, or a table of
 * means, joined or not. A CSV is a snapshot where it has the feed's time column. Nothing is changed.
 *
 * @throws {Failure} `no-input` when there is no such file, `permission` or `io` when it cannot be read. What is wrong
 * with the data is in the report.
 *
 * @example
 * ```ts
 * const { valid, findings } = await validate("data/raw/0cd1a5d6.json.gz", { settings, feed: smnHourly });
 * ```
 */
export async function validate(
  path: string,
  { settings, feed }: { readonly settings: Settings; readonly feed: Feed },
  effects: Effects = realEffects,
): Promise<ValidateResult> {
  const started = performance.now();
  const held = path.endsWith(".csv")
    ? await table(path, feed, effects)
    : await body(path, feed, settings, effects);
  return {
    schema_version: 1,
    command: "validate",
    file: publicUrl(path),
    feed: feedLabel(feed),
    ...held,
    valid: held.findings.every(({ verdict }) => verdict !== "fails"),
    seconds: secondsSince(started),
  };
}

async function body(path: string, feed: Feed, settings: Settings, effects: Effects): Promise<Held> {
  try {
    const { text } = await readFeedSource(path, { ...feed, makeSink: wholeText }, settings, {}, effects);
    const contract = contractOf(feed, settings);
    const { frame, ...sorted } = sortOutRows(text, feed, counting(contract), publicUrl(path));
    const check = checkFrame(frame, feed);
    const rows = frame.height + sorted.quarantined.length;
    const findings = [
      ...rowFindings(sorted, contract, rows),
      ...feedFindings(check, feed, contract, settings),
      ...sorted.missing.map(({ column, rows }) =>
        warning("missing", rows, `"${column}" has what stands for no value there`),
      ),
    ];
    return { kind: "feed", rows, towns: check.towns, findings };
  } catch (error) {
    return { kind: "feed", rows: 0, towns: 0, findings: [unreadable(error)] };
  }
}

/** The same contract, but one that refuses no feed: so that every bad row is counted, and the others as an ingest would. */
function counting(contract: Contract): Contract {
  const every = ({ mode }: RowTerms): RowTerms => ({
    mode: mode === "freeze" ? "discard_row" : mode,
    at_most: Number.POSITIVE_INFINITY,
  });
  const { missing_column, extra_column, type, range } = contract;
  return {
    ...contract,
    missing_column: every(missing_column),
    extra_column: every(extra_column),
    type: every(type),
    range: every(range),
  };
}

async function table(path: string, feed: Feed, effects: Effects): Promise<Held> {
  const { files } = effects;
  const broken = (cause: NodeJS.ErrnoException): never => {
    const kind = cause.code === "ENOENT" ? "no-input" : "io";
    throw new Failure(kind, `"${path}" cannot be read: ${cause.message}. Check the path.`, { cause });
  };
  const found = await files.stat(path).catch(broken);
  if (!found.isFile() && !found.isDirectory()) {
    const message = `"${path}" is a pipe or a device, and a table is read twice. Save it to a file first.`;
    throw new Failure("no-input", message);
  }
  const { text_bytes: textBytes } = feed.caps;
  if (found.size > textBytes) {
    const says = `it has ${sizeOf(found.size)}, more than the ${sizeOf(textBytes)} that a table of this feed may have`;
    return { kind: "snapshot", rows: 0, towns: 0, findings: [failing("size", 1, 0, says)] };
  }
  const bytes = await files.readFile(path).catch(broken);
  const header = bytes.toString("utf8").split(/\r?\n/, 1)[0] ?? "";
  return header.split(",").includes(feed.time) ? await snapshot(path, feed) : means(bytes, header, feed);
}

async function snapshot(path: string, feed: Feed): Promise<Held> {
  try {
    const partition = { path, format: "csv", versions: [""], whole: true } as const;
    const frame = await readSnapshot(partition, mergePlan(feed));
    if (frame.height === 0) throw new Failure("contract", "it has no rows");
    const check = checkFrame(frame, feed);
    const doubled = frame.height - check.towns;
    return {
      kind: "snapshot",
      rows: frame.height,
      towns: check.towns,
      findings: [
        failing("type", 0, 0, ""),
        failing("one row per town", doubled, 0, `a ${nounOf(feed).singular} has several rows`),
        ...check.out_of_range.map(({ column, rows, lowest, highest }) =>
          warning("range", rows, `"${column}" is between ${lowest} and ${highest}`),
        ),
        ...check.empty.map(({ column, rows }) => warning("empty", rows, `"${column}" has no value there`)),
      ],
    };
  } catch (error) {
    return { kind: "snapshot", rows: 0, towns: 0, findings: [unreadable(error)] };
  }
}

function means(bytes: Buffer, header: string, feed: Feed): Held {
  const wanted = [...feed.key, ...feed.means.map(({ name }) => name)];
  const missing = wanted.filter((name) => !header.split(",").includes(name));
  if (missing.length > 0) {
    const says = `it has no "${missing.join('", "')}": it is neither a snapshot nor a table of means of "${feed.name}"`;
    return {
      kind: "means",
      rows: 0,
      towns: 0,
      findings: [failing("missing_column", missing.length, 0, says)],
    };
  }
  const { rows, towns, bad, outside } = checkMeans(pl.readCSV(bytes, { inferSchemaLength: 0 }), feed);
  return {
    kind: "means",
    rows,
    towns,
    findings: [
      failing("type", bad.length, 0, `row ${bad[0]?.row}: ${bad[0]?.what}`),
      failing("one row per town", rows - towns, 0, `a ${nounOf(feed).singular} has several rows`),
      warning("range", outside, "a mean is outside the range of its column"),
    ],
  };
}

/** What cannot be read at all breaks the contract as a whole; whatever else went wrong is not the file's fault. */
function unreadable(error: unknown): Finding {
  if (!(error instanceof Failure) || error.kind !== "contract") throw error;
  return failing("readable", 1, 0, error.message);
}

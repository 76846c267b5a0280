import {
  type Contract,
  checkFrame,
  type DecodedText,
  feedFrame,
  isAllOrNothing,
  type LastRecords,
  lastRecordPerTown,
  sortOutRows,
  utf8Text,
} from "../../frames/mod.ts";
import { openBody } from "../../io/body/open_body.ts";
import { wholeText } from "../../io/body/whole_text.ts";
import type { FetchedFeed } from "../../io/fetch/fetched_feed.ts";
import type { SnapshotManifest } from "../../store/mod.ts";
import { contractOf } from "../contract_of.ts";
import type { Run } from "../run/with_run.ts";
import { assertCoverage, assertFeedRules } from "./_assert_feed_rules.ts";
import type { FetchedRecords } from "./_fetch_body.ts";
import type { IngestOptions } from "./ingest.ts";

/**
 * The last record of each town of a feed that meets its contract.
 *
 * @param previous the manifest of the last ingest, with which the feed is compared
 * @param at only records of this time or earlier count, where it is given
 * @throws {Failure} `contract` when the feed does not meet it
 */
export async function recordsOf(
  { settings, feed }: Pick<IngestOptions, "settings" | "feed">,
  fetched: FetchedRecords,
  previous: SnapshotManifest | undefined,
  at: Date | undefined,
  run: Run,
): Promise<LastRecords> {
  const contract = contractOf(feed, settings);
  const regular = fetched.text;
  const suffices =
    regular !== undefined && (contract.range.mode === "evolve" || regular.check.out_of_range.length === 0);
  const records = suffices ? regular : await irregularRecords(fetched, feed, contract, at, run);
  const further = records.sorted?.firsts.extra_column;
  const hadFurther = (previous?.violations?.extra_column ?? 0) > 0;
  if (further !== undefined && !hadFurther && contract.extra_column.mode === "evolve") {
    const message = `Row ${further.row} of "${fetched.source}": ${further.what}. It is left out; describe it as a column to keep it.`;
    run.warnings.push(message);
  }
  assertCoverage(records.check, feed, settings.minTowns, fetched.source);
  assertFeedRules(records.check, previous?.check, feed, contract, fetched.source);
  return records;
}

/**
 * Reads a feed that the reader of last records cannot take alone: the whole text, into one frame, and row by row
 * where the contract quarantines single rows or values.
 */
async function irregularRecords(
  { body, source }: Pick<FetchedFeed, "body" | "source">,
  feed: IngestOptions["feed"],
  contract: Contract,
  at: Date | undefined,
  run: Run,
): Promise<LastRecords> {
  const { frame, ...sorted } = await run.step("parse", async () => {
    const opened = await openBody(body, feed.caps, source, wholeText);
    const { text, from, repaired } = utf8Text(opened.text);
    run.warnings.push(...encodingWarnings(from, repaired, source));
    // Row by row it is counted what stands for no value.
    return isAllOrNothing(contract) && feed.columns.every(({ missing }) => missing === undefined)
      ? { frame: feedFrame(text, feed, source) }
      : sortOutRows(text, feed, contract, source);
  });
  const check = await run.step("check", () => checkFrame(frame, feed), frame.height);
  const snapshot = await run.step("select", () => lastRecordPerTown(frame, feed, at), frame.height);
  return { snapshot, check, ...("quarantined" in sorted ? { sorted } : {}) };
}

/** That a text was not what it should be: names may have lost a letter. */
function encodingWarnings(from: DecodedText["from"], repaired: number, source: string): string[] {
  if (from === "Latin-1") return [`"${source}" is not UTF-8: it was read as Latin-1.`];
  if (repaired === 0) return [];
  const places = repaired === 1 ? "1 place" : `${repaired.toLocaleString("en-US")} places`;
  return [`"${source}" is UTF-8 but for ${places}, which became "\ufffd".`];
}

import { cvegeoKey, type Feed, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Contract, CVEGEO, lastRecordReader, toCsv, withCvegeo } from "../../frames/mod.ts";
import { openBody } from "../../io/body/open_body.ts";
import { type SnapshotManifest, versionTime } from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";
import { feedClock } from "./_feed_clock.ts";
import { recordsOf } from "./_records_of.ts";

/**
 * The CSV of a snapshot, made again from its body in the way that its manifest says: the same record of each town, under
 * the same contract.
 *
 * @throws {Failure} `no-input` when the body is not there; `contract` when it was changed, or does not meet the contract
 */
export async function snapshotAgain(
  manifest: SnapshotManifest,
  feed: Feed,
  settings: Settings,
  run: Run,
): Promise<Uint8Array> {
  const { objects } = run.data;
  const { raw, sha256 } = manifest.source;
  const where = objects.where(raw);
  const body = (await objects.get(raw))?.bytes;
  if (body === undefined) throw new Failure("no-input", `The feed body "${where}" is not there.`);
  const at = manifest.record === "now" ? feedClock(feed, versionTime(manifest.version)) : undefined;
  const opened = await openBody(body, feed.caps, where, () => lastRecordReader(feed, at)).catch((cause) => {
    if (cause instanceof Failure && cause.kind === "upstream") throw changed(where, cause);
    throw cause;
  });
  if (opened.sha256 !== sha256) throw changed(where);
  const then = {
    feed: { ...feed, contract: manifest.contract as Contract },
    settings: { ...settings, minTowns: manifest.min_towns },
  };
  const fetched = { ...opened, body, source: where, headers: {}, requests: 0 };
  const { snapshot } = await recordsOf(then, fetched, undefined, at, run);
  // Snapshots of before had no such column.
  const hadCvegeo = manifest.columns.some(({ name }) => name === CVEGEO);
  return toCsv(hadCvegeo ? withCvegeo(snapshot, cvegeoKey(feed)) : snapshot);
}

function changed(where: string, cause?: unknown): Failure {
  const message = `The feed body "${where}" was changed since it was kept. Restore it from a backup.`;
  return new Failure("contract", message, { cause });
}

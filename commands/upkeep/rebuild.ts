import { Failure } from "../../errors/mod.ts";
import { rebuild } from "../../pipelines/maintain/rebuild.ts";
import { rebuildText } from "../../terminal/rebuild_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { feedOfPlace, openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

/** `municlima rebuild`: tables made again, and compared. Ends with 65 when one differs or is lost. */
export async function rebuildCommand(call: Invocation): Promise<void> {
  const { flags, args, output } = call;
  const [from, to] = [flags.from, flags.to] as (Date | undefined)[];
  if (args.length === 0 && flags.all !== true && from === undefined && to === undefined) {
    const message =
      'Nothing says which versions to make again. Name some, or give "--from", "--to" or "--all".';
    throw new Failure("usage", message);
  }
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const { data, logs, settings } = place;
  const [versions, dryRun] = [args.length === 0 ? undefined : args, flags.dryRun === true];
  const result = await withProgress(output, (events, stop) =>
    rebuild({ data, logs, settings, feed, versions, from, to, dryRun, events, stop }),
  );
  printResult(result, () => rebuildText(result, output.screen), output);
  const bad = result.tables.filter(({ outcome }) => outcome === "different" || outcome === "lost");
  const [first] = bad;
  if (first === undefined) return;
  const more = bad.length > 1 ? ` So are ${bad.length - 1} more.` : "";
  const is = `${first.dataset} "${first.version}" is ${first.outcome}`;
  throw new Failure("contract", `The table ${is}: ${first.reason}${more}`, { reported: true });
}

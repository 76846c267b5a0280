import { archive } from "../../pipelines/archive/archive.ts";
import { archiveText } from "../../terminal/archive/archive_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { feedOfPlace, openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

/** `municlima archive`: one run of the archive pipeline, and its result. */
export async function archiveCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const { data, logs, settings } = place;
  const dryRun = flags.dryRun === true;
  const result = await withProgress(output, (events, stop) =>
    archive({ data, logs, settings, feed, dryRun, events, stop }),
  );
  printResult(result, () => archiveText(result, output.screen), output);
}

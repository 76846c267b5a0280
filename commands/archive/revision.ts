import { revision } from "../../pipelines/archive/revision.ts";
import type { RevisionResult } from "../../pipelines/archive/revision_result.ts";
import { revisionText } from "../../terminal/archive/revision_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { textOf } from "../call/text_of.ts";

/** `municlima revision`: how forecasts for the same hour changed from run to run. */
export async function revisionCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { data, settings } = await openPlace(call);
  const result = await revision({
    data,
    settings,
    measure: textOf(flags.measure),
    by: (flags.by ?? "days") as RevisionResult["by"],
    runs: flags.runs as number | undefined,
    observations: textOf(flags.observations),
    threshold: flags.threshold as number | undefined,
    output: textOf(flags.output),
    noClobber: flags.clobber === false,
  });
  printResult(result, () => revisionText(result, output.screen), output);
}

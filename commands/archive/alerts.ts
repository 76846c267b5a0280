import { alerts } from "../../pipelines/archive/alerts.ts";
import { alertsText } from "../../terminal/archive/alerts_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { textOf } from "../call/text_of.ts";

/** `municlima alerts`: the towns and days that a rule is about, and what changed since the last run of the model. */
export async function alertsCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { data, settings } = await openPlace(call);
  const result = await alerts({
    data,
    settings,
    rules: settings.alertRules,
    all: flags.all === true,
    output: textOf(flags.output),
    noClobber: flags.clobber === false,
  });
  printResult(result, () => alertsText(result, output.screen), output);
}

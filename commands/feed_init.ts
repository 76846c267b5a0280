import { feedInit } from "../pipelines/describe/feed_init.ts";
import { feedInitText } from "../terminal/read/feed_init_text.ts";
import { effectsOf } from "./call/effects_of.ts";
import type { Invocation } from "./call/invocation.ts";
import { settingsOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";
import { textOf } from "./call/text_of.ts";
import { withProgress } from "./call/with_progress.ts";

/** `municlima feed init <body or URL>`: a description of a feed, made out of a sample of its body. */
export async function feedInitCommand(call: Invocation): Promise<void> {
  const { args, flags, output } = call;
  const [from = "-"] = args;
  const path = textOf(flags.output);
  const { settings } = await settingsOf(call);
  const effects = await effectsOf(call);
  const { result, text } = await withProgress(output, (events, stop) =>
    feedInit({ from, settings, output: path === "-" ? undefined : path, events, stop }, effects),
  );
  if (output.json) return printResult(result, () => "", output);
  // What was asked for is the description: all else is beside it.
  if (result.output_file === null) output.print(text);
  if (!output.quiet) output.tell(feedInitText(result, output.screen));
}

import type { RunEvents } from "../pipelines/run_context.ts";
import { progressBar } from "../terminal/progress_bar.ts";
import { span } from "../terminal/words.ts";
import type { Output } from "./invocation.ts";

/**
 * Does a command's work while its progress shows on a terminal's standard error, and its retries are told
 * there.
 */
export async function withProgress<T>(output: Output, work: (events: RunEvents) => Promise<T>): Promise<T> {
  const bar = progressBar(process.stderr, output.quiet);
  try {
    return await work({
      onProgress: bar.bytes,
      onStep: bar.step,
      onRetry: ({ round, waitMilliseconds, reason }) => {
        bar.clear();
        output.tell(`Round ${round} of tries begins in ${span(waitMilliseconds / 1000)}: ${reason}.\n`);
      },
    });
  } finally {
    bar.clear();
  }
}

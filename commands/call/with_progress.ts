import type { RunEvents } from "../../pipelines/run/run_context.ts";
import { progressBar } from "../../terminal/progress_bar.ts";
import { span } from "../../terminal/words.ts";
import type { Output } from "./invocation.ts";
import { stoppable } from "./stoppable.ts";

/**
 * Does a command's work while its progress shows on a terminal's standard error, and its retries are told
 * there, and so that a signal stops it.
 */
export async function withProgress<T>(
  output: Output,
  work: (events: RunEvents, stop: AbortSignal) => Promise<T>,
): Promise<T> {
  const bar = progressBar(output.errors, output.quiet);
  try {
    const events: RunEvents = {
      onProgress: bar.bytes,
      onStep: bar.step,
      onStepEnd: (step, seconds, rows) =>
        output.log?.({ message: `${step} took ${span(seconds)}`, step, seconds, rows }),
      onRetry: ({ round, waitMilliseconds, reason }) => {
        bar.clear();
        output.tell(`Round ${round} of attempts begins in ${span(waitMilliseconds / 1000)}: ${reason}.\n`);
      },
    };
    return await stoppable((stop) => work(events, stop));
  } finally {
    bar.clear();
  }
}

import type { Output } from "./invocation.ts";

/** Prints a report in the form that was asked for: one JSON document, or a text for people unless `--quiet`. */
export function printReport(report: object, text: () => string, output: Output): void {
  if (output.json) output.print(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (!output.quiet) output.print(text());
}

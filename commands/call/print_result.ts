import { jsonPieces } from "./_json_pieces.ts";
import type { Output } from "./invocation.ts";

/**
 * Prints a result in the form that was asked for: one JSON document, or a text for people unless `--quiet`, with its
 * warnings on standard error.
 */
export function printResult(result: object, text: () => string, output: Output): void {
  output.onResult?.(result);
  if (output.json) {
    for (const piece of jsonPieces(result)) output.print(piece);
    output.print("\n");
  } else if (!output.quiet) {
    output.print(text());
    tellWarnings(result, output);
  }
}

/** Prints the warnings of a result, where it has any, on standard error. */
export function tellWarnings(result: object, output: Output): void {
  const { warnings = [] } = result as { readonly warnings?: readonly string[] };
  for (const warning of warnings) output.tell(`${output.screen.style.warn("Warning:")} ${warning}\n`);
}

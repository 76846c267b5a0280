import { styleText } from "node:util";

type Paint = (text: string) => string;

/** How text is set off on a terminal: each takes a text and gives it painted, or as it is without colour. */
export type Style = {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly bad: Paint;
};

/**
 * The style for a stream: coloured on a terminal, plain elsewhere. `NO_COLOR` and `FORCE_COLOR` decide
 * otherwise (https://no-color.org, https://force-color.org).
 *
 * @example
 * ```ts
 * styleFor(process.stdout, process.env).bold("2,463 towns");
 * ```
 */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0";
  const coloured = NO_COLOR
    ? false
    : forced || (stream.isTTY === true && FORCE_COLOR !== "0" && TERM !== "dumb");
  // Left to itself, `styleText` looks at standard output, whichever stream the text is for.
  const paint = (format: Parameters<typeof styleText>[0]): Paint =>
    coloured ? (text) => styleText(format, text, { validateStream: false }) : (text) => text;
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    good: paint("green"),
    warn: paint("yellow"),
    bad: paint("red"),
  };
}

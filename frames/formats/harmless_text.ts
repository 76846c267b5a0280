/**
 * What a spreadsheet takes for the start of a formula, also after spaces and in full width; a tab or line break at
 * the start of a cell moves what follows into a cell of its own.
 *
 * Source: OWASP, "CSV Injection".
 */
export const FORMULA: string = String.raw`^(\s*[=+\-@＝＋－＠]|[\t\r\n])`;

const AS_FORMULA = new RegExp(FORMULA, "u");

/**
 * A text with an apostrophe before it where a spreadsheet would run it as a formula: it then shows it as text.
 *
 * @example
 * ```ts
 * harmlessText("=1+1"); // "'=1+1"
 * ```
 */
export function harmlessText(text: string): string {
  return text.replace(AS_FORMULA, "'$1");
}

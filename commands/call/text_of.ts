/** The text that a flag was given, if it was. */
export function textOf(flag: unknown): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}

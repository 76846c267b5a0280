/**
 * A text as a search compares it: small letters without accents.
 *
 * @example
 * ```ts
 * folded("Nuevo León"); // "nuevo leon"
 * ```
 */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

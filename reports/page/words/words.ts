import { en } from "./_en.ts";
import { es } from "./_es.ts";

export type Language = "es" | "en";

/** Every word of the page in one language; `{name}` stands for what is put in. */
export type Words = { readonly [Key in keyof typeof en]: string };

/** The page in Spanish and in English. */
export const WORDS: Readonly<Record<Language, Words>> = { es, en };

/**
 * A sentence with its blanks filled.
 *
 * @example
 * ```ts
 * fill("{count} towns", { count: "2,463" }); // "2,463 towns"
 * ```
 */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);
}

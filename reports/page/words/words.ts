import type { PageData } from "../../page_data.ts";
import { en } from "./_en.ts";
import { es } from "./_es.ts";

export type Language = "es" | "en";

/** Every word of the page in one language; `{name}` stands for what is put in. */
export type Words = { readonly [Key in keyof typeof en]: string };

/** The page in Spanish and in English. */
export const WORDS: Readonly<Record<Language, Words>> = { es, en };

/** What stands for the states of Mexico on the page of a feed that tells of something else than its towns. */
const AREAS: Readonly<Record<Language, Partial<Words>>> = {
  en: {
    search: "Find {nouns} by name",
    searchHint: "Name, accents optional",
    states: "Areas",
    state: "Area",
    statesText: "Mean of each area's {nouns}; the bar runs from the lowest to the highest of them.",
  },
  es: {
    search: "Buscar {nouns} por nombre",
    searchHint: "Nombre, con o sin acentos",
    states: "Zonas",
    state: "Zona",
    statesText: "Media de cada zona; la barra va de su valor más bajo al más alto.",
  },
};

/**
 * The page's words in a language, for what its feed tells of.
 *
 * @example
 * ```ts
 * wordsOf("en", data.feed.noun).table; // "All stations"
 * ```
 */
export function wordsOf(language: Language, nouns: PageData["feed"]["noun"]): Words {
  const { singular: noun, plural } = nouns[language];
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const blanks = { noun, nouns: plural, Noun: capital(noun), Nouns: capital(plural) };
  const words = { ...WORDS[language], ...(nouns.en.singular === "town" ? {} : AREAS[language]) };
  return Object.fromEntries(
    Object.entries(words).map(([name, text]) => [name, fill(text, blanks)]),
  ) as unknown as Words;
}

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

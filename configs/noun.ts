import type { Title } from "./feed.ts";

/** What one thing that a feed tells of is called: "station", "stations". */
export type Noun = { readonly singular: string; readonly plural: string };

/** The same in English, and in Spanish where that is known. */
export type Nouns = { readonly singular: Title; readonly plural: Title };

/** What a municipality of Mexico is called. */
export const TOWN: Nouns = {
  singular: { en: "town", es: "municipio" },
  plural: { en: "towns", es: "municipios" },
};

/** What a feed tells of where its description does not say. */
export const PLACE: Nouns = {
  singular: { en: "place", es: "lugar" },
  plural: { en: "places", es: "lugares" },
};

/**
 * What a feed tells of: towns, unless it says something else.
 *
 * @example
 * ```ts
 * nounOf(smnHourly).plural; // "towns"
 * nounOf(smnHourly, "es").plural; // "municipios"
 * ```
 */
export function nounOf(
  { noun = TOWN }: { readonly noun?: Nouns | undefined },
  language: "en" | "es" = "en",
): Noun {
  const { singular, plural } = noun;
  return { singular: singular[language] ?? singular.en, plural: plural[language] ?? plural.en };
}

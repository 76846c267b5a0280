import type { Contract } from "../frames/contract.ts";
import type { FeedSchema, TextCaps } from "../frames/schema.ts";
import type { AGES } from "./ages/age_limits.ts";
import type { Nouns } from "./noun.ts";

/** How much may come: as served, and as the text that it is inflated to. */
export type BodyCaps = { readonly body_bytes: number; readonly text_bytes: number };

/** A title in English, and in Spanish where there is one. */
export type Title = { readonly en: string; readonly es?: string };

/** What whoever is shown a feed's data is told of it. */
export type FeedLabel = Pick<Feed, "name" | "title" | "attribution" | "synthetic" | "noun">;

/**
 * The label of a feed, as results, manifests and pages have it.
 *
 * @example
 * ```ts
 * feedLabel(smnHourly).title.en; // "Municipal forecast by the hour"
 * ```
 */
export function feedLabel({ name, title, attribution, synthetic, noun }: FeedLabel): FeedLabel {
  return { name, title, attribution, synthetic, ...(noun !== undefined && { noun }) };
}

/** One provider's endpoint, described once: where it is, what it holds, and what is normal for it. */
export type Feed = FeedSchema & {
  readonly title: Title;
  /** What its rows are about, as people call it: towns, unless given. */
  readonly noun?: Nouns;
  /** Who made the data, as a reader of a table made from it should be told. */
  readonly attribution: string;
  /** Under which terms the data may be used, where that is known. */
  readonly license?: { readonly title: string; readonly path?: string };
  /** True where the rows are made up: said wherever such rows are shown. */
  readonly synthetic: boolean;
  /**
   * Where to fetch it: the first is tried first, the others are fallbacks. `${NAME}` stands for a variable of the
   * environment, there and in the headers.
   */
  readonly urls: readonly [string, ...string[]];
  /** Whether the URLs, as they stand here, hold nothing secret; of others only scheme and host are ever written. */
  readonly public_urls?: boolean;
  /** Written nowhere. */
  readonly headers: Readonly<Record<string, string>>;
  /** IANA time zone of the feed's one clock, in which its time column is written. */
  readonly clock: string;
  /** What a whole feed holds. */
  readonly expected: { readonly towns: number; readonly records_per_town: number };
  /** Municipalities of which it has never told, by key with their names: that they are missing is nothing to look into. */
  readonly known_gaps?: Readonly<Record<string, string>>;
  /**
   * How old its data may be before `status` calls it stale: since it was fetched, issued by the provider and published
   * here, and since when the provider has served the same. A duration such as "3h", or "none".
   */
  readonly max_age?: Readonly<Partial<Record<(typeof AGES)[number], string>>>;
  /** What becomes of rows that are not as the columns say, by rule; those that are absent the settings tell. */
  readonly contract?: Partial<Contract>;
  /** More than this is not this feed; reading stops there. */
  readonly caps: BodyCaps & TextCaps;
};

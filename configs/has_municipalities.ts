import { CVEGEO, type FeedSchema } from "../frames/schema.ts";

/**
 * Whether the towns of a feed may be municipalities: its key is two whole numbers, as that of a municipality table is.
 *
 * @example
 * ```ts
 * hasMunicipalities(smnHourly); // true
 * ```
 */
export function hasMunicipalities({ key, columns }: Pick<FeedSchema, "key" | "columns">): boolean {
  const types = key.map((name) => columns.find((column) => column.name === name)?.type);
  return types.length === 2 && types.every((type) => type === "integer");
}

/**
 * The two columns that `cvegeo` is made of in every dataset of a feed; undefined where a feed's towns are no
 * municipalities, or it has a column of that name itself, in whatever case.
 *
 * @example
 * ```ts
 * cvegeoKey(smnHourly); // ["ides", "idmun"]
 * ```
 */
export function cvegeoKey(
  feed: Pick<FeedSchema, "key" | "columns">,
): readonly [state: string, municipality: string] | undefined {
  const [state, municipality] = feed.key;
  if (municipality === undefined || !hasMunicipalities(feed)) return undefined;
  return feed.columns.some(({ name }) => name.toLowerCase() === CVEGEO) ? undefined : [state, municipality];
}

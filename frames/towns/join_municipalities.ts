import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { MUNICIPALITY_KEY } from "../municipalities/municipality_key.ts";
import { CVEGEO, type FeedSchema } from "../schema.ts";

/** Which towns a join keeps: `inner` those in both tables, `left` all that have a mean. */
export type JoinKind = "inner" | "left";

export type Join = {
  /** Towns × (columns of the means, those of the municipality table but its key, `cvegeo` of the means), sorted by key. */
  readonly merged: pl.DataFrame;
  /** The means without a municipality × the state and municipality keys. */
  readonly unmatchedTowns: pl.DataFrame;
  /** The municipalities without a mean × `Cve_Ent`, `Cve_Mun`. */
  readonly unmatchedMunicipalities: pl.DataFrame;
};

/**
 * Joins each town's means with its municipality's row, state key to `Cve_Ent` and municipality key to
 * `Cve_Mun`, one to one. A column that both tables have comes twice, the municipality's with the suffix
 * `_municipality`.
 *
 * @param means towns × columns, a town once ({@linkcode townMeans})
 * @param municipalities municipalities × columns, a municipality once ({@linkcode municipalityFrame})
 *
 * @throws {Failure} `contract` when two columns would get the same name
 *
 * @example
 * ```ts
 * const { merged, unmatchedMunicipalities } = joinMunicipalities(means, municipalities, smnHourly, "inner");
 * merged.height; // 2463
 * unmatchedMunicipalities.height; // 8
 * ```
 */
export function joinMunicipalities(
  means: pl.DataFrame,
  municipalities: pl.DataFrame,
  schema: Pick<FeedSchema, "key">,
  how: JoinKind,
): Join {
  const [town, municipality] = [[...schema.key], [...MUNICIPALITY_KEY]];
  checkNames(means, municipalities);
  const merged = means
    .join(municipalities, {
      leftOn: town,
      rightOn: municipality,
      how,
      suffix: SUFFIX,
      validate: "1:1",
    })
    .sort({ by: town });
  // It stays the last, so that a column of the municipality table stands where it stood before there was one.
  const columns = [...merged.columns.filter((name) => name !== CVEGEO), CVEGEO];
  return {
    merged: means.columns.includes(CVEGEO) ? merged.select(...columns) : merged,
    unmatchedTowns: without(means, town, municipalities, municipality),
    unmatchedMunicipalities: without(municipalities, municipality, means, town),
  };
}

/** Added to the name of a municipality column that the means have too. */
const SUFFIX = "_municipality";

function checkNames(means: pl.DataFrame, municipalities: pl.DataFrame): void {
  const taken = new Set(means.columns);
  const further = municipalities.columns.filter((name) => !MUNICIPALITY_KEY.some((key) => key === name));
  const double = further.find((name) => taken.has(name) && further.includes(`${name}${SUFFIX}`));
  if (double === undefined) return;
  throw new Failure(
    "contract",
    `The municipality table has the columns "${double}" and "${double}${SUFFIX}", and a merge would give both the second name. Rename one of them.`,
  );
}

function without(
  rows: pl.DataFrame,
  leftOn: string[],
  others: pl.DataFrame,
  rightOn: string[],
): pl.DataFrame {
  return rows
    .join(others.select(...rightOn), { leftOn, rightOn, how: "anti" })
    .select(...leftOn)
    .sort({ by: leftOn });
}

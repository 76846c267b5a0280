import pl from "../../frames/polars.ts";

/**
 * Scans a partition file, or the records of some of its snapshots, lazily.
 *
 * @param versions those that count, oldest first; all when it is left out
 * @returns records × (columns of the feed, `version`)
 */
export function scanParquet(path: string, versions?: readonly string[]): pl.LazyDataFrame {
  // As a pattern, a path with "[x]" in it would find nothing; as that of a hive, "month=" would be a column.
  const all = pl.scanParquet(path, { glob: false, hivePartitioning: false });
  if (versions === undefined) return all;
  const [first = "", last = ""] = [versions[0], versions.at(-1)];
  const version = pl.col("version");
  // The range lets whole row groups be passed over. A bare text would be the name of a column.
  const inRange = version.gtEq(pl.lit(first)).and(version.ltEq(pl.lit(last)));
  return all.filter(inRange.and(version.isIn([...versions])));
}

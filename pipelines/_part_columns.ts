import type { Feed } from "../configs/mod.ts";
import type { ManifestColumn } from "../io/store/mod.ts";

/** The columns of a Parquet file of snapshots: the feed's own, and which snapshot a row is of. */
export function partColumns({ columns }: Pick<Feed, "columns">): ManifestColumn[] {
  return [
    ...columns.map(({ name, type, unit }) => ({ name, type, ...(unit === undefined ? {} : { unit }) })),
    { name: "version", type: "string" },
  ];
}

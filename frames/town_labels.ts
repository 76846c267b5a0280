import pl from "./polars.ts";
import type { FeedSchema } from "./schema.ts";

/**
 * Takes from each town's last record what describes the town: it may have been renamed.
 *
 * @returns a function, to be made once, as building expressions is what costs. It takes records × columns of
 * the schema, older snapshots first, maybe a lazy scan of any size, and gives towns × (state key, municipality
 * key, labels), lazily, in no order.
 *
 * @example
 * ```ts
 * const labels = await townLabels(smnHourly)(pl.concat([older.lazy(), newer.lazy()])).collect();
 * labels.columns; // ides, idmun, nes, nmun, lat, lon
 * ```
 */
export function townLabels({
  key,
  labels,
}: Pick<FeedSchema, "key" | "labels">): (records: pl.LazyDataFrame) => pl.LazyDataFrame {
  const last = labels.length === 0 ? [] : [pl.cols([...labels]).last()];
  return (records) => records.groupBy([...key]).agg(...last);
}

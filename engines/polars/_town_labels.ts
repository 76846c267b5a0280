import pl from "../../frames/polars.ts";
import type { MergePlan } from "../plan.ts";

/**
 * Takes from each town's last record what describes the town: it may have been renamed.
 *
 * @returns a function, to be made once, as building expressions is what costs. It takes records × columns of the
 * plan, older snapshots first, maybe a lazy scan of any size, and gives towns × (state key, municipality key, labels),
 * lazily, in no order.
 *
 * @example
 * ```ts
 * const labels = await townLabels(mergePlan(smnHourly))(pl.concat([older.lazy(), newer.lazy()])).collect();
 * ```
 */
export function townLabels({
  key,
  labels,
}: Pick<MergePlan, "key" | "labels">): (records: pl.LazyDataFrame) => pl.LazyDataFrame {
  const last = labels.length === 0 ? [] : [pl.cols([...labels]).last()];
  return (records) => records.groupBy([...key]).agg(...last);
}

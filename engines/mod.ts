/** Where a plan runs: the plan as plain data, and the port of those who can carry it out. Engines are in the folders. */
export type { Checkpoint, Engine, TownAggregates } from "./engine.ts";
export { type Partition, partitionsOf, type SnapshotFiles } from "./partition.ts";
export { columnsOf, type MergePlan, mergePlan, type RecordSchema } from "./plan.ts";
export { snapshotColumns } from "./snapshot_columns.ts";

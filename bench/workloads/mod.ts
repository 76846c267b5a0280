import { compact } from "./compact.ts";
import { growth } from "./growth.ts";
import { inProcess } from "./in_process.ts";
import { ingest } from "./ingest.ts";
import { ingestIndented } from "./ingest_indented.ts";
import { ingestShapes } from "./ingest_shapes.ts";
import { merge } from "./merge.ts";
import { start } from "./start.ts";
import type { Workload } from "./workload.ts";
import { yearCsv } from "./year_csv.ts";
import { yearParquet } from "./year_parquet.ts";

/** Every workload, in the order in which they are run and shown. */
export const WORKLOADS: readonly Workload[] = [
  ingest,
  ingestIndented,
  ingestShapes,
  merge,
  yearCsv,
  compact,
  yearParquet,
  growth,
  start,
  inProcess,
];

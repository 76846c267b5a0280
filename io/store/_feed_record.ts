import type { Feed } from "../../configs/mod.ts";

/** The file in a data folder that says which feed it belongs to. */
export const FEED_RECORD = "data_folder.json";

/** What is in it. */
export type FeedRecord = { readonly schema_version: 1; readonly feed: Feed };

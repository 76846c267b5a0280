/**
 * The package's front door: feeds and their descriptions, data folders to open, and what is done with them.
 * `municlima/frames` has the pure functions on Polars frames, `municlima/notebooks` what shows them.
 *
 * @module
 */
export { parseFeed } from "./configs/description/parse_feed.ts";
export { BUILT_IN_FEEDS, type Feed, type Settings } from "./configs/mod.ts";
export { exitCode, Failure, type FailureKind } from "./errors/mod.ts";
export { type OpenedData, openData } from "./notebooks/open_data.ts";
export * from "./pipelines/mod.ts";

/**
 * What is known before a run. This door is light, so that the command line can open it for `--help`: the
 * room that loads valibot is entered by its own name, `description/parse_feed.ts`.
 */
export { AGES, type AgeLimits, ageLimits } from "./ages/age_limits.ts";
export { durationSeconds } from "./ages/duration.ts";
export { BUILT_IN_FEEDS } from "./built_in_feeds.ts";
export { CATALOG, type Dataset } from "./catalog.ts";
export { type DataPackage, dataPackage, type PackageField, type PackageResource } from "./data_package.ts";
export { datasetColumns, type TableName } from "./dataset_columns.ts";
export { type DayColumn, dayColumns } from "./day_columns.ts";
export { type DayMeasures, dayMeasures } from "./day_measures.ts";
export { type BodyCaps, type Feed, type FeedLabel, feedLabel, type Title } from "./feed.ts";
export { type FeedChanges, feedChanges } from "./feed_changes.ts";
export { cvegeoKey, hasMunicipalities } from "./has_municipalities.ts";
export { CVEGEO_COLUMN, MUNICIPALITY_COLUMNS } from "./municipality_columns.ts";
export { type Noun, type Nouns, nounOf } from "./noun.ts";
export { OTHER_VARIABLES } from "./other_variables.ts";
export { resolveSettings } from "./resolve_settings.ts";
export { parseRetention } from "./retention/parse_retention.ts";
export { type KeepRule, RETAINED, type Retained, type Retention } from "./retention/retention.ts";
export { retentionText } from "./retention/retention_text.ts";
export { isSpan, spanBefore } from "./retention/span_before.ts";
export { SETTING_NAMES } from "./setting_names.ts";
export { type Accepts, SETTING_SPECS, type SettingSpec } from "./setting_specs.ts";
export type { Origin, ResolvedSettings, Settings, SettingsLayers } from "./settings.ts";
export { unknownVariables } from "./unknown_variables.ts";

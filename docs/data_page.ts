import {
  CATALOG,
  type DataPackage,
  type DayColumn,
  type PackageField,
  type PackageResource,
} from "../configs/mod.ts";

/**
 * The data dictionary as a page for people, made out of the one for programs.
 *
 * @param days the columns of the table that SQL makes of the forecasts
 *
 * @example
 * ```ts
 * dataPage(dataPackage(smnHourly), dayColumns(smnHourly)); // "# The data\n\n…"
 * ```
 */
export function dataPage(
  { title, description, sources, licenses = [], resources }: DataPackage,
  days: readonly DayColumn[],
): string {
  const files = [CATALOG.raw, CATALOG.quarantine].map(
    (dataset) => `| \`${dataset.folder}/${dataset.naming}\` | ${dataset.description} ${dataset.file} |`,
  );
  return `# The data

What the data folder holds, column by column. This page and [\`data/datapackage.json\`](../data/datapackage.json)
([Data Package 2](https://datapackage.org)) are made by \`npm run dictionary\` out of the catalog in \`configs/\`; a test
checks every published file against them.

**${title}.** ${description} Source: ${sources.map((source) => source.title).join(", ")}.${terms(licenses)}

An empty cell is a missing value, never a zero. A value outside of its plausible range is told of at each ingest and kept.

${resources.map((each, i) => section(each, resources[i - 1])).join("\n\n")}

## Days of the forecasts

\`days\`, which \`query\` and \`export\` make of the archived forecasts: one row for each town, run and day. No file holds it.

| column | type | unit | meaning |
|---|---|---|---|
${days.map(({ name, type, unit = "", meaning }) => `| \`${name}\` | ${type} | ${unit} | ${meaning} |`).join("\n")}

## Other files

| path | holds |
|---|---|
${files.join("\n")}
`;
}

function section(
  { name, title, description, path, schema }: PackageResource,
  before: PackageResource | undefined,
): string {
  const references = (schema.foreignKeys ?? []).map(
    ({ fields, reference }) =>
      `(${fields.join(", ")}) → ${reference.resource} (${reference.fields.join(", ")})`,
  );
  const keys = [
    `Key: ${schema.primaryKey.join(", ")}`,
    ...(references.length > 0 ? [`refers to ${references.join(" and ")}`] : []),
  ];
  const [first, ...others] = schema.fields;
  const isLonger = JSON.stringify(others) === JSON.stringify(before?.schema.fields);
  const shown = isLonger && first !== undefined ? [first] : schema.fields;
  return `## ${title}

\`${name}\`, in \`${path}\`. ${description} ${keys.join("; ")}.

| column | type | unit | plausible | meaning |
|---|---|---|---|---|
${shown.map(line).join("\n")}${isLonger ? `\n\nThen the columns of \`${before?.name}\`.` : ""}`;
}

function line({ name, type, unit, plausible, description, constraints }: PackageField): string {
  const range = plausible === undefined ? "" : `${plausible.minimum ?? "…"} to ${plausible.maximum ?? "…"}`;
  const cells = [
    `\`${name}\``,
    constraints === undefined ? type : `${type}, never empty`,
    unit ?? "",
    range,
    description,
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function terms(licenses: NonNullable<DataPackage["licenses"]>): string {
  const links = licenses.map(({ title, path }) => (path === undefined ? title : `[${title}](${path})`));
  return links.length === 0 ? "" : ` Terms: ${links.join(", ")}.`;
}

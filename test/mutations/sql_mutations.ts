import type { Mutation } from "./mutation.ts";

const ENGINE = "engines/duckdb";

/** What keeps a query to the tables of its folder. */
export const SQL_MUTATIONS: readonly Mutation[] = [
  {
    protection: "A query opens no file but those of its tables",
    file: `${ENGINE}/open_sql.ts`,
    from: '  await connection.run("set enable_external_access = false");\n',
    to: "",
    tests: `${ENGINE}/open_sql`,
  },
  {
    protection: "A query calls no function that reads anything else",
    file: `${ENGINE}/parse_query.ts`,
    from: "(name) => !TABLE_FUNCTIONS.has(name)",
    to: "() => false",
    tests: `${ENGINE}/open_sql`,
  },
  {
    protection: "A query whose files went is begun again, not blamed",
    file: "engines/duckdb/query_failure.ts",
    from: "if (gone !== undefined || /^IO Error: /.test(cause.message))",
    to: 'if (cause.message === "")',
    tests: `${ENGINE}/query_failure`,
  },
  {
    protection: "A note of a snapshot's manifest counts for that manifest alone",
    file: "store/datasets/remembered_inputs.ts",
    from: "hash !== undefined && hash === manifest",
    to: "hash !== undefined",
    tests: "store/datasets/versions",
  },
];

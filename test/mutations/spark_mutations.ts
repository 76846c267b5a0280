import type { Mutation } from "./mutation.ts";

const ENGINE = "engines/spark";

/** What keeps a merge on Spark equal to one without it. */
export const SPARK_MUTATIONS: readonly Mutation[] = [
  {
    protection: "Sums on Spark are exact in any order",
    file: `${ENGINE}/_totals_sql.ts`,
    from: "v${i} + ${split} - ${split} as x${i}",
    to: "v${i} as x${i}",
    tests: `${ENGINE}/spark_engine`,
  },
  {
    protection: "A name stays a name in Spark's SQL",
    file: `${ENGINE}/spark_sql.ts`,
    from: 'name.replaceAll("`", "``")',
    to: "name",
    tests: `${ENGINE}/spark_engine`,
  },
  {
    protection: "A merge of other records than the manifests say is refused",
    file: `${ENGINE}/spark_engine.ts`,
    from: "if (found !== expected) throw",
    to: "if (found > expected) throw",
    tests: `${ENGINE}/spark_engine`,
  },
  {
    protection: "Of a month's file Spark adds up no other snapshots than those that count",
    file: `${ENGINE}/_totals_sql.ts`,
    from: 'versions === undefined\n        ? ""',
    to: 'versions !== null\n        ? ""',
    tests: `${ENGINE}/spark_engine`,
  },
  {
    protection: "No path is a pattern to Spark",
    file: `${ENGINE}/visible_path.ts`,
    from: "if (special === undefined) return whole",
    to: "if (special !== null) return whole",
    tests: `${ENGINE}/spark_engine`,
  },
  {
    protection: "A stream of Spark that breaks is taken up again",
    file: `${ENGINE}/spark_session.ts`,
    from: "code !== CODES.unavailable && !isForgotten",
    to: "!isForgotten",
    tests: `${ENGINE}/spark_session`,
  },
  {
    protection: "A server of Spark that was started again gets its views",
    file: `${ENGINE}/spark_session.ts`,
    from: "views.set(name, command);",
    to: "",
    tests: `${ENGINE}/spark_session`,
  },
  {
    protection: "Spark's token goes over TLS alone",
    file: `${ENGINE}/remote.ts`,
    from: 'ssl === "false" && token !== undefined',
    to: "ssl === token",
    tests: `${ENGINE}/remote`,
  },
  {
    protection: "No token of Spark's stands in an address",
    file: `${ENGINE}/remote.ts`,
    from: 'headers.has("token") || headers.has("authorization")',
    to: "headers.size < 0",
    tests: `${ENGINE}/remote`,
  },
];

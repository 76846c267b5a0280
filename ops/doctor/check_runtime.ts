import { type Finding, ok } from "./finding.ts";

/** The oldest Node that the program runs on. */
const OLDEST = [20, 19] as const;
const AGAIN = `Run "npm ci" here, on Node ${OLDEST.join(".")} or later.`;

/**
 * Whether the runtime is new enough, and the parts in native code can be loaded and do their work.
 *
 * @param version of Node
 *
 * @example
 * ```ts
 * (await checkRuntime())[0].says; // "Node 20.19.0 on linux-x64"
 * ```
 */
export async function checkRuntime(version = process.versions.node): Promise<Finding[]> {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const says = `Node ${version} on ${process.platform}-${process.arch}`;
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  const node: Finding = isOld
    ? { name: "node", verdict: "failure", says, advice: `Install Node ${OLDEST.join(".")} or later.` }
    : ok("node", says);
  return [node, await native("polars", polars), await native("duckdb", duckdb)];
}

async function native(name: string, load: () => Promise<string>): Promise<Finding> {
  try {
    return ok(name, await load());
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { name, verdict: "failure", says: `cannot be loaded: ${reason}`, advice: AGAIN };
  }
}

async function polars(): Promise<string> {
  const { default: pl } = await import("../../frames/polars.ts");
  const sum = pl
    .DataFrame({ a: [1, 2] })
    .getColumn("a")
    .sum();
  if (sum !== 3) throw new Error(`1 + 2 is ${sum} to it`);
  return "loads, and adds up";
}

async function duckdb(): Promise<string> {
  const { duckdbVersion } = await import("./_duckdb_version.ts");
  return `loads, ${duckdbVersion()}`;
}

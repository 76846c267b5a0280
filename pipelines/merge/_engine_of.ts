import type { Settings } from "../../configs/mod.ts";
import type { Engine } from "../../engines/mod.ts";
import { polarsEngine } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import type { Effects } from "../../io/effects.ts";

/**
 * The engine that the settings name. What speaks to Spark is loaded only where that is the one.
 *
 * @param environment with Spark's token, where it wants one
 * @throws {Failure} `config` when no server is named, `usage` when its address is not understood
 */
export async function engineOf(
  { engine, remote }: Pick<Settings, "engine" | "remote">,
  environment: Effects["environment"],
): Promise<Engine> {
  if (engine === "local") return polarsEngine;
  if (remote === "none") {
    const message =
      "The engine is Spark, and no server is named. Name one, as in --remote sc://spark.example:15002.";
    throw new Failure("config", message);
  }
  const { remoteOf, sparkEngine } = await import("../../engines/spark/mod.ts");
  return sparkEngine(await remoteOf(remote, environment));
}

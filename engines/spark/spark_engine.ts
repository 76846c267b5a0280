import { Failure } from "../../errors/mod.ts";
import type pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Engine } from "../engine.ts";
import { newestLabels } from "../polars/mod.ts";
import { recordViews } from "./_record_views.ts";
import { totalsSql } from "./_totals_sql.ts";
import type { Remote } from "./remote.ts";
import { openSpark } from "./spark_session.ts";

/**
 * The engine that has a server of Spark Connect, or of what speaks its protocol, add up the records. The files must be at
 * the same path there and on each of its workers as here: as many records as the manifests say must come, or it fails.
 * What towns are called is read here, from the newest snapshot.
 *
 * Besides what every engine throws, `aggregate` throws {@linkcode Failure}: `config` when the server does not see the files
 * or wants another token, or the packages that speak to it are missing; `upstream` when it does not answer.
 *
 * @example
 * ```ts
 * const engine = sparkEngine(await remoteOf("sc://127.0.0.1:15002", process.env));
 * const { totals, labels } = await engine.aggregate(plan, partitions, async () => undefined);
 * ```
 */
export function sparkEngine(remote: Remote, files: Pick<LocalFiles, "readStart"> = localFiles): Engine {
  return {
    name: "spark",
    aggregate: async (plan, partitions, checkpoint) => {
      const needed = [...plan.key, plan.time, ...plan.means.flatMap(({ of }) => of)];
      const views = (await recordViews(partitions, plan, needed, files)).map((view, i) => ({
        name: `records_${i}`,
        view,
      }));
      const { sql, values, columns } = totalsSql(plan, views);
      const expected = partitions.reduce((sum, { rows }) => sum + rows, 0);
      const path = partitions[0]?.path;
      const session = await openSpark(remote, checkpoint);
      let totals: pl.DataFrame;
      try {
        for (const { name, view } of views) await session.view(name, view.files);
        totals = await session.ask(sql, values);
      } catch (error) {
        // The SQL is ours, and so is no one's fault on the command line.
        if (!(error instanceof Failure) || error.kind !== "usage") throw error;
        // Where Sail takes a file that it does not see for an empty one, Spark has a class of error.
        if (error.message.includes("PATH_NOT_FOUND"))
          throw otherRecords(remote.shown, 0, expected, path, error);
        throw new Failure("upstream", error.message, { cause: error });
      } finally {
        await session.close();
      }
      totals.columns = [...columns];
      const found = Number(totals.getColumn("records").sum());
      if (found !== expected) throw otherRecords(remote.shown, found, expected, path);
      const labels = await newestLabels(
        plan,
        partitions,
        () => totals.select(...plan.key),
        checkpoint,
        files,
      );
      const nameless = totals.join(labels.select(...plan.key), { on: [...plan.key], how: "anti" }).height;
      if (nameless > 0) throw otherTowns(remote.shown, nameless, path);
      return { totals, labels };
    },
  };
}

/** A server that does not see a file may take it for an empty one. */
function otherRecords(shown: string, found: number, expected: number, path = "", cause?: unknown): Failure {
  const [read, of] = [found, expected].map((count) => count.toLocaleString("en-US"));
  const message = `Spark at "${shown}" has read ${read} of ${of} records: it or one of its workers does not see "${path}" and the other files as they are here. Mount the data folder there at the same path, or work without Spark.`;
  return new Failure("config", message, { cause });
}

function otherTowns(shown: string, towns: number, path = ""): Failure {
  const message = `Spark at "${shown}" has found ${towns} towns that are in none of the files as they are here, such as "${path}". Mount the data folder there at the same path, or work without Spark.`;
  return new Failure("config", message);
}

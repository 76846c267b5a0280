import { sample } from "../../../configs/feeds/sample.ts";
import { type Feed, MUNICIPALITY_COLUMNS } from "../../../configs/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { sampleBody } from "../../../sample/sample_body.ts";
import { sampleFeed } from "../../../sample/sample_feed.ts";
import { type SampleTown, sampleTowns } from "../../../sample/sample_towns.ts";
import { worldAt } from "../world.ts";
import { type DataFolder, MUNICIPALITIES } from "./data_folder.ts";
import { placeIn } from "./place_in.ts";

/** Hours at which runs of the model begin, on the feed's clock; they come out at once, and are taken in 10 minutes later. */
export const RUNS = ["20261124T07", "20261124T08"] as const;
/** When the newest of them came out. */
export const ISSUED = new Date("2026-11-24T14:00:00Z");

/** One made-up town of each state, and León's namesake. */
export function someTowns(): SampleTown[] {
  const first = new Map(sampleTowns().map((town) => [town.ides, town]));
  return [...first.values()].map((town) => (town.ides === 19 ? { ...town, nmun: "Peñón de Muestra" } : town));
}

/** Takes runs of the made-up forecast of some towns into a data folder, changed as a text, and merges them. */
export async function fillFolder(
  folder: DataFolder,
  {
    runs = RUNS,
    towns = someTowns(),
    change = (text: string) => text,
    feed = sample,
  }: {
    readonly runs?: readonly string[];
    readonly towns?: readonly SampleTown[];
    readonly change?: (text: string) => string;
    readonly feed?: Feed;
  } = {},
): Promise<void> {
  const rows = towns.map(({ ides, idmun }) => `${ides},${idmun},7`);
  const names = MUNICIPALITY_COLUMNS.map(({ name }) => name).join(",");
  await folder.put(MUNICIPALITIES, `${names}\n${rows.join("\n")}\n`);
  const settings = folder.settings({ window: 2 });
  for (const run of runs) {
    const hour = Number(run.slice(-2));
    const modifiedAt = new Date(Date.UTC(2026, 10, 24, hour + 6));
    const body = sampleBody(change(sampleFeed({ issue: run, towns })), { modifiedAt });
    const from = await folder.put("incoming.json.gz", body);
    const at = new Date(modifiedAt.getTime() + 600_000).toISOString();
    await ingest({ ...placeIn(settings), feed, from }, worldAt(at));
  }
  await merge({ ...placeIn(settings), feed }, worldAt("2026-11-24T14:11:00Z"));
}

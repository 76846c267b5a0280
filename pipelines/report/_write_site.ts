import { join } from "node:path";
import type { Settings } from "../../configs/mod.ts";
import type { Effects } from "../../io/effects.ts";
import { type PageAssets, type PageData, reportPage, statePage } from "../../reports/mod.ts";
import { writeOutput } from "../write_output.ts";

/**
 * Writes a folder of pages that any web server or bucket serves as it is: `index.html`, one page for each state, and
 * `latest.json`, which says what they are of. The index comes last, and names pages that are there.
 *
 * @returns how many pages there are
 * @throws {Failure} `cannot-create` or `io` when one cannot be written
 */
export async function writeSite(
  folder: string,
  data: PageData,
  assets: PageAssets,
  settings: Pick<Settings, "dataDir" | "logDir">,
  files: Effects["files"],
): Promise<number> {
  await files.mkdir(folder, { recursive: true });
  const write = async (name: string, text: string) =>
    await writeOutput(
      join(folder, name),
      new TextEncoder().encode(text),
      { ...settings, flag: "--site" },
      files,
    );
  const names = data.towns.state_names;
  const states =
    names.length < 2 ? [] : names.map((name, i) => ({ name, href: `state-${keyOf(data, i)}.html` }));
  const pages = [{ name: null, href: "index.html" }, ...states];
  for (const [i, { href }] of states.entries())
    await write(href, reportPage({ ...statePage(data, i), pages, page: href }, assets));
  await write("index.html", reportPage({ ...data, pages, page: "index.html" }, assets));
  const { merged, forecast, feed } = data;
  const { version, published_at } = merged;
  const { model_run, issued_at, fetched_at } = forecast ?? merged;
  const latest = {
    schema_version: 1,
    feed: feed.name,
    version,
    model_run,
    issued_at,
    fetched_at,
    published_at,
    pages,
  };
  await write("latest.json", `${JSON.stringify(latest, null, 2)}\n`);
  return pages.length;
}

/** The state's own key, which is the first part of its towns', or else its place. */
function keyOf({ towns }: PageData, state: number): string {
  const town = towns.states.indexOf(state);
  const [key = "", ...rest] = (towns.keys[town] ?? "").split("-");
  return rest.length > 0 && /^\w{1,20}$/.test(key) ? key : String(state + 1);
}

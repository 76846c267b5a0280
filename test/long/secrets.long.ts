import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  everyFile,
  expectNoSecret,
  expectSilent,
  plantedSecrets,
  secretOf,
} from "../helpers/faults/planted_secrets.ts";
import { SECRET_PLACES } from "../helpers/faults/secret_places.ts";
import { secretServer } from "../helpers/faults/secret_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const FAULTS = ["/down", "/page", "/moved", "/nowhere", "/again", "/cut"];
const { expected: _, caps: __, public_urls: ___, ...tiny } = TINY_FEED;

test("municlima writes no secret, whatever place it stands in, alone", async () => {
  assert.ok(SECRET_PLACES.length >= 60, `${SECRET_PLACES.length}`);
  const server = await secretServer(json([tinyRow()]));
  const all = SECRET_PLACES.map((_, index) => secretOf(index));
  const counts = { runs: 0, files: 0 };
  try {
    await withDataFolder((folder) =>
      withDataFolder(async ({ path: cwd, put }) => {
        for (const [index, place] of SECRET_PLACES.entries()) {
          // The others stand in no place; this one has the secret of its number.
          const places = SECRET_PLACES.map((other, at) => (at === index ? place : { name: other.name }));
          const { url, headers, environment } = plantedSecrets(places);
          const call = async (code: number, args: readonly string[], ...paths: string[]) => {
            const urls = paths.map((path) => url(server.origin, path));
            const feed = await put("feed.json", JSON.stringify({ ...tiny, urls, headers }));
            const ours = { MUNICLIMA_DATA_DIR: folder.path, MUNICLIMA_ATTEMPTS: "1" };
            const end = await cli([...args, "--feed", feed], { cwd, env: { ...ours, ...environment } });
            expectSilent(end, code, all, place.name);
            counts.runs += 1;
          };
          await call(0, ["run"], ...FAULTS, "/good");
          await call(69, ["ingest", "--json"], ...FAULTS);
          await call(0, ["ingest", "--from", url(server.origin, "/good")], "/down");
        }
        const files = await everyFile(folder.path);
        for (const { name, text } of files) expectNoSecret(text, all, name);
        counts.files = files.length;
      }),
    );
  } finally {
    await server.close();
  }
  await keepFigures("secrets", [
    {
      tried:
        "a secret in each place that a feed's description has for one, alone, with a server that repeats it",
      times: SECRET_PLACES.length,
      held: "neither what was printed nor any file below the data folder had it, as it is or in Base64",
      counts,
    },
  ]);
});

test.run();

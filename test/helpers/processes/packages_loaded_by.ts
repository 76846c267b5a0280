import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { withTemporaryFolder } from "../folders/temporary_folder.ts";
import { type CliOptions, cli } from "./cli.ts";

/** The packages that a call of the program loads code of, compiled in or from `node_modules`; it must end with 0. */
export async function packagesLoadedBy(args: readonly string[], options: CliOptions = {}): Promise<string[]> {
  const packages = new Set<string>();
  await withTemporaryFolder(async (folder) => {
    // With this variable V8 writes down, at the end, every script that was loaded.
    const end = await cli(args, { ...options, env: { ...options.env, NODE_V8_COVERAGE: folder } });
    assert.is(end.code, 0, end.stderr);
    for (const name of await readdir(folder)) {
      for (const { url } of JSON.parse(await readFile(join(folder, name), "utf8")).result) {
        // esbuild puts a comment with its path above each file that it compiles in.
        const texts = url.includes("/.cache/") ? (await readFile(new URL(url), "utf8")).split("\n") : [url];
        const paths = texts.filter((text: string) => /^(\/\/ |file:)/.test(text));
        for (const path of paths) {
          const found = /node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(path)?.[1];
          if (found !== undefined) packages.add(found);
        }
      }
    }
  });
  return [...packages].sort();
}

import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../configs/description/parse_feed.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const PAGE = await readFile(join(DOCS, "feeds.md"), "utf8");

test("docs/feeds.md: each of its commands works, and its tables are what they print", async () => {
  const blocks = [...PAGE.matchAll(/```(sh)?\n([\s\S]*?)```/g)];
  assert.is(blocks.length, 4);
  await withTemporaryFolder(async (cwd) => {
    await cp(join(DOCS, "feeds"), join(cwd, "docs/feeds"), { recursive: true });
    let printed = "";
    for (const [, kind, text = ""] of blocks) {
      if (kind !== "sh") {
        assert.is(printed, text);
        continue;
      }
      for (const [, line = ""] of text.matchAll(/^npm run -s municlima -- (.*)$/gm)) {
        const args = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
        const { code, stdout, stderr } = await cli(args, { cwd, env: { COLUMNS: "100" } });
        assert.is(code, 0, `${line}: ${stderr}`);
        printed = stdout;
      }
    }
  });
});

test("docs/feeds.md: every field of a description is in it, and those of its examples are good", async () => {
  for (const name of ["air_quality", "daily"]) {
    const described = JSON.parse(await readFile(join(DOCS, `feeds/${name}.feed.json`), "utf8"));
    const feed = parseFeed(described, name);
    for (const field of Object.keys(feed))
      if (!["synthetic", "public_urls"].includes(field)) assert.ok(PAGE.includes(`\`${field}\``), field);
  }
});

test.run();

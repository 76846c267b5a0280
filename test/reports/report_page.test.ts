import { createHash } from "node:crypto";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { unpack } from "../../reports/page/unpack.ts";
import type { PageData } from "../../reports/page_data.ts";
import { reportPage } from "../../reports/report_page.ts";

const DATA = { program: "municlima 0", feed: { title: { en: "</title><script>x</script>" } } } as PageData;
const ASSETS = { script: "say('é')", style: "b{}" };

test("reportPage() lets its own script run and no request leave", () => {
  const page = reportPage(DATA, ASSETS);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll("&#39;", "'") ?? "";
  const script = /<script>([^<]+)<\/script>/.exec(page)?.[1] ?? "";
  assert.match(policy, /^default-src 'none'; /);
  assert.ok(policy.includes(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`));
  assert.not.match(policy, /https?:|\*|connect-src/);
});

test("reportPage() holds no text of a feed as HTML", async () => {
  const page = reportPage(DATA, ASSETS);
  assert.is(page.match(/<script/g)?.length, 2);
  assert.match(page, /<title>&#60;\/title&#62;/);
});

test("unpack() gives back what reportPage() put in", async () => {
  const packed = /id="data">([^<]+)</.exec(reportPage(DATA, ASSETS))?.[1] ?? "";
  assert.equal(await unpack(packed), DATA);
});

test.run();

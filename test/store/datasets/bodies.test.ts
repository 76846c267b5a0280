import { gunzipSync, gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { archiveBody, publishQuarantine } from "../../../store/datasets/bodies.ts";
import { sha256, type Version } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder } from "../../helpers/folders/held_folder.ts";

const TEXT = bytesOf('[{"ides": "20"}]');
const HASH = sha256(TEXT);
const ZIPPED = { body: gzipSync(TEXT, { level: 1 }), gzipped: true };
const PLAIN = { body: TEXT, gzipped: false };
const NAME = `raw/${HASH.slice(0, 16)}.json.gz`;

test("archiveBody() keeps a gzip body byte for byte, named after its text", async () => {
  const held = heldFolder();
  assert.equal(await archiveBody(held, ZIPPED, HASH), { name: NAME, isNew: true });
  assert.equal(Buffer.from((await held.objects.get(NAME))?.bytes ?? []), ZIPPED.body);
});

test("archiveBody() compresses a body that came as plain JSON", async () => {
  const held = heldFolder();
  await archiveBody(held, PLAIN, HASH);
  assert.equal(new Uint8Array(gunzipSync((await held.objects.get(NAME))?.bytes ?? "")), TEXT);
});

test("archiveBody() keeps one content once, in whatever envelope it comes, and two contents apart", async () => {
  const held = heldFolder();
  await archiveBody(held, ZIPPED, HASH);
  const before = await held.objects.head(NAME);
  for (const body of [ZIPPED, PLAIN])
    assert.equal(await archiveBody(held, body, HASH), { name: NAME, isNew: false });
  assert.equal(await held.objects.head(NAME), before);
  assert.is((await archiveBody(held, PLAIN, sha256(bytesOf("[]")))).isNew, true);
});

test("publishQuarantine() writes a line for each row, and never over another file", async () => {
  const held = heldFolder();
  const rows = [{ row: 1, reasons: ["x"], record: { temp: "N/D" } }, { row: 2 }];
  const file = await publishQuarantine(held, "20261124_140000" as Version, rows);
  const bytes = (await held.objects.get("quarantine/20261124_140000.ndjson"))?.bytes ?? new Uint8Array();
  assert.equal(
    new TextDecoder()
      .decode(bytes)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
    rows,
  );
  assert.equal(file, {
    file: "quarantine/20261124_140000.ndjson",
    sha256: sha256(bytes),
    bytes: bytes.length,
    rows: 2,
  });
  await failsWith("io", /appeared while this run was writing it/, () =>
    publishQuarantine(held, "20261124_140000" as Version, []),
  );
});

test.run();

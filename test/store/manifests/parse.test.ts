import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  ANY_MANIFEST,
  jsonOf,
  MERGE_MANIFEST,
  parsed,
  SNAPSHOT_MANIFEST,
} from "../../../store/manifests/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { DETAILS } from "../../helpers/folders/held_folder.ts";

const GOOD = {
  schema_version: 1,
  dataset: "data_merged",
  version: "20261124_140000",
  file: "20261124_140000.csv",
  sha256: "ab",
  bytes: 2,
  ...DETAILS,
  sequence: 1,
  previous: "00",
};
const check = (value: unknown) => async () => parsed(ANY_MANIFEST, value, "The manifest", "data/m.json");

test("parsed() gives what the schema asks for, and leaves out the rest", () => {
  assert.equal(parsed(ANY_MANIFEST, { ...GOOD, more: 1 }, "The manifest", "m"), GOOD);
});

test("parsed() refuses a manifest of another schema version, and says what to do", async () => {
  const message =
    /^The manifest "data\/m\.json" has schema_version 2, and this program reads only version 1\. Use the municlima that wrote it, or a newer one\.$/;
  await failsWith("contract", message, check({ ...GOOD, schema_version: 2 }));
});

test("parsed() refuses a manifest that lacks any one of its fields, or has it as another kind of value", async () => {
  for (const field of Object.keys(GOOD) as (keyof typeof GOOD)[]) {
    const { [field]: _, ...rest } = GOOD;
    for (const value of [rest, { ...GOOD, [field]: null }, { ...GOOD, [field]: [{}] }])
      await failsWith("contract", new RegExp(`"${field}(\\.0\\.name)?" is missing or wrong`), check(value));
  }
});

test("parsed() refuses what is no object at all", async () => {
  for (const value of [null, 1, "x", [], true])
    await failsWith("contract", /^The manifest "data\/m\.json" was changed/, check(value));
});

test("parsed() lets no manifest lead to another file by its version", async () => {
  for (const version of ["../20261124_140000", "current", "20261332_000000", ""])
    await failsWith("contract", /"version" is missing or wrong/, check({ ...GOOD, version }));
});

test("parsed() refuses the manifests of snapshots and of merges without their own details", async () => {
  for (const schema of [SNAPSHOT_MANIFEST, MERGE_MANIFEST])
    await failsWith("contract", /is missing or wrong/, async () => parsed(schema, GOOD, "The manifest", "m"));
});

test("jsonOf() refuses text that is not JSON, or not UTF-8", async () => {
  for (const bytes of [Buffer.from("{"), Buffer.from([0x22, 0xff, 0x22]), Buffer.alloc(0)])
    await failsWith("contract", /it is not JSON\. Restore it from a backup\.$/, async () =>
      jsonOf(bytes, "The manifest", "m"),
    );
});

test.run();

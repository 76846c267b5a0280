import { test } from "uvu";
import * as assert from "uvu/assert";
import { readCapped } from "../../../io/body/_read_capped.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const CAPS = { body_bytes: 10, text_bytes: 20 };

test("readCapped() joins the chunks of a stream", async () => {
  async function* chunks() {
    yield Buffer.from("[1,");
    yield Buffer.from("2]");
  }
  assert.is(Buffer.from(await readCapped(chunks(), CAPS, "a.json", 5)).toString(), "[1,2]");
});

test("readCapped() reads no further than the first chunk of what is known to be too much", async () => {
  let given = 0;
  async function* chunks() {
    for (; ; given += 1) yield Buffer.from("[");
  }
  await failsWith("contract", /^"a\.json" contains more than the 20 bytes/, () =>
    readCapped(chunks(), CAPS, "a.json", 21),
  );
  assert.is(given, 0);
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { sha256 } from "../../../io/store/manifest.ts";

test("sha256() gives the digests of FIPS 180-2, appendix B", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  const long = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  assert.is(sha256(bytes("abc")), abc);
  assert.is(sha256(bytes("a".repeat(1_000_000))), long);
});

test.run();

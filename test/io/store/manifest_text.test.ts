import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { manifestText } from "../../../io/store/_manifest_text.ts";
import type { Manifest } from "../../../io/store/manifest.ts";

const textOf = (value: unknown) => new TextDecoder().decode(manifestText(value as Manifest));

test("manifestText() gives each thing that is listed a line", () => {
  const snapshots = [
    { version: "20261031_220000", rows: 2 },
    { version: "20261031_230000", rows: 1 },
  ];
  assert.is(
    textOf({ version: "1", feed: { name: "tiny" }, snapshots }),
    `{
  "version": "1",
  "feed": {
    "name": "tiny"
  },
  "snapshots": [
    { "version": "20261031_220000", "rows": 2 },
    { "version": "20261031_230000", "rows": 1 }
  ]
}
`,
  );
});

test("manifestText() is read as what it was, whatever its texts hold", () => {
  const texts = fc.array(fc.constantFrom("{", "}", "\n    ", "[", '"', ",", "a", "\\n"), { maxLength: 6 });
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      texts.map((parts) => parts.join("")),
      fc.integer(),
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("any"), { maxLength: 3 }),
    object: fc.dictionary(
      texts.map((parts) => parts.join("")),
      tie("any"),
      { maxKeys: 3 },
    ),
  })).object;
  fc.assert(
    fc.property(value, (value) => {
      assert.is(JSON.stringify(JSON.parse(textOf(value))), JSON.stringify(value));
    }),
  );
});

test.run();

import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { jsonPieces } from "../../../commands/call/_json_pieces.ts";

test("jsonPieces() gives together what JSON.stringify() gives", () => {
  const documents = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined)));
  fc.assert(
    fc.property(documents, (document) => {
      assert.is([...jsonPieces(document)].join(""), JSON.stringify(document, undefined, 2));
    }),
  );
});

test("jsonPieces() gives a long array in pieces", () => {
  const document = {
    rows: Array.from({ length: 10_000 }, (_, row) => ({ row, text: 'a "line"\nend' })),
    n: 1,
  };
  const pieces = [...jsonPieces(document)];
  assert.is(pieces.join(""), JSON.stringify(document, undefined, 2));
  assert.ok(pieces.length > 5 && pieces.every((piece) => piece.length < 100_000));
});

test.run();

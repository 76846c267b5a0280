import { test } from "uvu";
import * as assert from "uvu/assert";
import { withCvegeo } from "../../../frames/municipalities/with_cvegeo.ts";
import pl from "../../../frames/polars.ts";

const frame = (states: (number | null)[], municipalities: (number | null)[]) =>
  pl.DataFrame([
    pl.Series("ides", states, pl.Float64).cast(pl.Int64),
    pl.Series("idmun", municipalities, pl.Float64).cast(pl.Int64),
    pl.Series("temp", states, pl.Float64),
  ]);

test("withCvegeo() writes both keys as five digits of text, behind all other columns", () => {
  const made = withCvegeo(frame([1, 20, 32], [1, 54, 570]), ["ides", "idmun"]);
  assert.equal(made.columns, ["ides", "idmun", "temp", "cvegeo"]);
  assert.equal(made.getColumn("cvegeo").toArray(), ["01001", "20054", "32570"]);
});

test("withCvegeo() has none where the keys have no room in five digits", () => {
  const made = withCvegeo(frame([100, 1, -1, null], [1, 1000, 1, 1]), ["ides", "idmun"]);
  assert.equal(made.getColumn("cvegeo").toArray(), [null, null, null, null]);
});

test("withCvegeo() adds nothing where towns are no municipalities, and replaces its own column", () => {
  const plain = frame([1], [1]);
  assert.equal(withCvegeo(plain, undefined).columns, plain.columns);
  const twice = withCvegeo(withCvegeo(plain, ["ides", "idmun"]), ["ides", "idmun"]);
  assert.equal(twice.columns, ["ides", "idmun", "temp", "cvegeo"]);
});

test.run();

import { test } from "uvu";
import * as assert from "uvu/assert";
import { sparkFailure } from "../../../engines/spark/_spark_failure.ts";

const AT = "sc://10.0.0.7:15002";

test("sparkFailure() gives Spark's words on one line, with its class of the error and SQLSTATE once", () => {
  // As Spark 4.2.0 says them.
  const message =
    "\n[PARSE_SYNTAX_ERROR] Syntax error at or near 'selec'. SQLSTATE: 42601 (line 1, pos 0)\n\n== SQL ==\nselec\n^^^\n";
  const known = { code: 13, message, errorClass: "PARSE_SYNTAX_ERROR", sqlState: "42601" };
  const failure = sparkFailure(known, AT, new Error("cause"));
  assert.is(failure.kind, "usage");
  assert.is(
    failure.message,
    `Spark at "${AT}" says: Syntax error at or near 'selec' (PARSE_SYNTAX_ERROR, SQLSTATE 42601).`,
  );
  assert.is((failure.cause as Error).message, "cause");
});

test("sparkFailure() tells a server that is gone from one that turns the call away and one that cannot do it", () => {
  const kinds = [14, 4, 16, 7, 13].map((code) => sparkFailure({ code, message: "So it is." }, AT, undefined));
  assert.equal(
    kinds.map(({ kind }) => kind),
    ["upstream", "upstream", "config", "permission", "upstream"],
  );
  for (const { message } of kinds) assert.match(message, /^[A-Z].*"sc:\/\/10\.0\.0\.7:15002".*So it is.*\.$/);
});

test("sparkFailure() cuts what is long, and keeps its beginning", () => {
  const { message } = sparkFailure({ code: 13, message: `First. ${"x".repeat(9000)}` }, AT, undefined);
  assert.ok(message.length < 400);
  assert.match(message, /says: First\. x+….$/);
});

test.run();

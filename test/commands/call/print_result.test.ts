import { test } from "uvu";
import * as assert from "uvu/assert";
import { printResult } from "../../../commands/call/print_result.ts";
import { invocation } from "../../helpers/processes/invocation.ts";

function printed(world: { readonly json?: boolean; readonly quiet?: boolean }): string {
  const { call, printed } = invocation({}, world);
  printResult({ towns: 2 }, () => "2 towns\n", call.output);
  return printed();
}

test("printResult() prints a text for people, or one JSON document", () => {
  assert.is(printed({}), "2 towns\n");
  assert.is(printed({ json: true }), '{\n  "towns": 2\n}\n');
});

test("printResult() prints no text when it is to be quiet, yet the JSON that was asked for", () => {
  assert.is(printed({ quiet: true }), "");
  assert.equal(JSON.parse(printed({ quiet: true, json: true })), { towns: 2 });
});

test.run();

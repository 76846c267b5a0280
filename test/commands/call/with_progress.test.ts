import { test } from "uvu";
import * as assert from "uvu/assert";
import { withProgress } from "../../../commands/call/with_progress.ts";
import { invocation } from "../../helpers/processes/invocation.ts";

test("withProgress() gives what the work gives, and lets its errors through", async () => {
  const { output } = invocation({}, { quiet: true }).call;
  assert.is(await withProgress(output, async () => 7), 7);
  const broken = new Error("broken");
  const thrown = await withProgress(output, async () => {
    throw broken;
  }).catch((error: unknown) => error);
  assert.is(thrown, broken);
});

test("withProgress() tells of a retry on a line of its own, and prints nothing", async () => {
  const { call, printed, told } = invocation({});
  await withProgress(call.output, async ({ onRetry }) => {
    onRetry?.({ round: 2, waitMilliseconds: 3000, reason: '"http://x/feed" answered 503' });
  });
  assert.is(told(), 'Round 2 of attempts begins in 3 s: "http://x/feed" answered 503.\n');
  assert.is(printed(), "");
});

test.run();

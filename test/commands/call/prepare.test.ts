import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedOf, settingsOf } from "../../../commands/call/prepare.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { invocation } from "../../helpers/processes/invocation.ts";

/** The settings of a call in this folder. */
async function resolved(
  folder: DataFolder,
  flags: Record<string, unknown>,
  environment: Record<string, string> = {},
) {
  return await settingsOf(invocation(flags, { cwd: folder.path, environment }).call);
}

test("settingsOf() takes a flag over the environment, that over .env, that over the file, that over the default", async () => {
  await withDataFolder(async (folder) => {
    await folder.put(".env", "MUNICLIMA_WINDOW=12\nMUNICLIMA_ATTEMPTS=2\nMUNICLIMA_HOW=left\n");
    const file = { window: 13, attempts: 13, how: "inner", record: "now" };
    await folder.put("municlima.config.json", JSON.stringify(file));
    const environment = { MUNICLIMA_WINDOW: "11", MUNICLIMA_ATTEMPTS: "11" };
    const { settings, origins } = await resolved(folder, { window: "10" }, environment);
    assert.equal([settings.window, origins.window], [10, "flag"]);
    assert.equal([settings.attempts, origins.attempts], [11, "environment"]);
    assert.equal([settings.how, origins.how], ["left", ".env"]);
    assert.equal([settings.record, origins.record], ["now", "municlima.config.json"]);
    assert.equal([settings.timeoutSeconds, origins.timeoutSeconds], [60, "default"]);
  });
});

test("settingsOf() warns of variables that stand for nothing, and goes on", async () => {
  await withDataFolder(async (folder) => {
    const environment = { MUNICLIMA_PORT: "tcp://10.0.0.1:80", MUNICLIMA_HOW: "left" };
    const { call, told } = invocation({}, { cwd: folder.path, environment });
    assert.is((await settingsOf(call)).settings.how, "left");
    assert.match(told(), /^Warning: Ignored "MUNICLIMA_PORT" in the environment, which is no setting\./);
  });
});

test("feedOf() says whose fault a wrong name is: the command line's only when it came from there", async () => {
  await withDataFolder(async (folder) => {
    const flag = await resolved(folder, { feed: "smn-horly" });
    await failsWith("usage", /^Unknown feed "smn-horly"\. Did you mean "smn-hourly"\?/, () => feedOf(flag));
    const variable = await resolved(folder, {}, { MUNICLIMA_FEED: "smn-horly" });
    await failsWith("config", /Did you mean "smn-hourly"\?.* The name comes from the environment\.$/, () =>
      feedOf(variable),
    );
  });
});

test("feedOf() lets other failures of a feed's file through as they are", async () => {
  await withDataFolder(async (folder) => {
    const missing = join(folder.path, "mine.json");
    const settings = await resolved(folder, {}, { MUNICLIMA_FEED: missing });
    await failsWith("no-input", /^Found no file "/, () => feedOf(settings));
  });
});

test.run();

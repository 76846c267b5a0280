import { tmpdir } from "node:os";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { configShowCommand } from "../../commands/config_show.ts";
import type { ConfigShowResult } from "../../commands/results/config_show_result.ts";
import { SETTING_NAMES } from "../../configs/mod.ts";
import { invocation } from "../helpers/processes/invocation.ts";

const WORLD = { cwd: tmpdir(), environment: { MUNICLIMA_WINDOW: "24" } };

test("configShowCommand() prints every setting's value", async () => {
  const { call, printed } = invocation({ dataDir: "x" }, WORLD);
  await configShowCommand(call);
  assert.is(
    printed(),
    `  data_dir          x
  log_dir           x/logs
  cache_dir         ~/.cache/municlima
  feed              smn-hourly
  record            last
  min_towns         90
  bad_rows          fail
  out_of_range      keep
  window            24
  window_by         hour
  alert_rules       none
  how               inner
  min_joined        90
  csv_formulas      keep
  engine            local
  remote            none
  retention         none
  wait              0
  attempts          5
  timeout_seconds   60
  deadline_seconds  300
  metrics_file      none
  ping_url          none
  on_failure        none
  on_stale          none
  on_change         none
  log_format        text
`,
  );
});

test("configShowCommand() says in columns where each value came from, and the variable that would set it", async () => {
  const { call, printed } = invocation({ dataDir: "x", origin: true }, WORLD);
  await configShowCommand(call);
  const [headers, dataDir, , , feed, , , , , window] = printed().split("\n");
  assert.is(headers, "  setting           value               origin       variable");
  assert.is(dataDir, "  data_dir          x                   flag         MUNICLIMA_DATA_DIR");
  assert.is(feed, "  feed              smn-hourly          default      MUNICLIMA_FEED");
  assert.is(window, "  window            24                  environment  MUNICLIMA_WINDOW");
});

test("configShowCommand() shows no password of a URL that was given for a feed", async () => {
  for (const json of [true, false]) {
    const environment = { MUNICLIMA_FEED: "https://me:hush@example.org/?token=hush" };
    const { call, printed } = invocation({}, { ...WORLD, environment, json });
    await configShowCommand(call);
    assert.match(printed(), "https://example.org/…");
    assert.not.match(printed(), "hush");
  }
});

test("configShowCommand() prints values and origins as one JSON document", async () => {
  const { call, printed } = invocation({}, { ...WORLD, json: true });
  await configShowCommand(call);
  const { schema_version, command, settings }: ConfigShowResult = JSON.parse(printed());
  assert.equal([schema_version, command], [1, "config show"]);
  assert.equal(
    settings.find(({ name }) => name === "window"),
    { name: "window", value: 24, origin: "environment", variable: "MUNICLIMA_WINDOW" },
  );
  assert.is(settings.length, SETTING_NAMES.length);
});

test.run();

import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { resolveSettings } from "../../configs/resolve_settings.ts";
import type { SettingsLayers } from "../../configs/settings.ts";
import { Failure } from "../../errors/mod.ts";

function resolve(layers: Partial<SettingsLayers>) {
  return resolveSettings({ flags: {}, environment: {}, dotenv: {}, file: {}, ...layers });
}

function failureOf(layers: Partial<SettingsLayers>): { kind: string; message: string } {
  try {
    resolve(layers);
  } catch (error) {
    if (error instanceof Failure) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error("Nothing failed.");
}

test("resolveSettings() gives every setting its default where no layer says anything", () => {
  const { settings, origins } = resolve({});
  assert.equal(settings, {
    dataDir: "data",
    logDir: "logs",
    cacheDir: "~/.cache/municlima",
    feed: "smn-hourly",
    record: "last",
    minTowns: 90,
    badRows: "fail",
    outOfRange: "keep",
    window: 2,
    windowBy: "hour",
    alertRules: "none",
    how: "inner",
    minJoined: 90,
    csvFormulas: "keep",
    engine: "local",
    remote: "none",
    retention: "none",
    wait: 0,
    attempts: 5,
    timeoutSeconds: 60,
    deadlineSeconds: 300,
    metricsFile: "none",
    pingUrl: "none",
    onFailure: "none",
    onStale: "none",
    onChange: "none",
    logFormat: "text",
  });
  assert.equal(Object.keys(origins), Object.keys(settings));
  assert.equal([...new Set(Object.values(origins))], ["default"]);
});

test("resolveSettings() takes each setting from the strongest layer that has it", () => {
  const layer = fc.option(fc.integer({ min: 1, max: 8760 }), { nil: undefined });
  fc.assert(
    fc.property(layer, layer, layer, layer, (flag, environment, dotenv, file) => {
      const { settings, origins } = resolve({
        flags: flag === undefined ? {} : { window: String(flag) },
        environment: environment === undefined ? {} : { MUNICLIMA_WINDOW: String(environment) },
        dotenv: dotenv === undefined ? {} : { MUNICLIMA_WINDOW: String(dotenv) },
        file: file === undefined ? {} : { window: file },
      });
      const strongestFirst = [
        ["flag", flag],
        ["environment", environment],
        [".env", dotenv],
        ["municlima.config.json", file],
        ["default", 2],
      ];
      const winner = strongestFirst.find(([, value]) => value !== undefined);
      assert.equal([origins.window, settings.window], winner);
      assert.is(origins.attempts, "default");
    }),
  );
});

test("resolveSettings() mixes layers setting by setting", () => {
  const { settings, origins } = resolve({
    flags: { how: "left", json: true },
    environment: { MUNICLIMA_RECORD: "now", PATH: "/bin" },
    dotenv: { MUNICLIMA_FEED: "feeds/mine.json", DATABASE_URL: "x" },
    file: { timeout_seconds: 30, attempts: "3" },
  });
  assert.is(settings.how, "left");
  assert.is(settings.record, "now");
  assert.is(settings.feed, "feeds/mine.json");
  assert.is(settings.timeoutSeconds, 30);
  assert.is(settings.attempts, 3);
  assert.is(origins.feed, ".env");
  assert.not.ok("json" in settings);
});

test("resolveSettings() puts the logs inside a data folder that any layer sets", () => {
  assert.is(resolve({ flags: { dataDir: "/srv/clima" } }).settings.logDir, "/srv/clima/logs");
  assert.is(resolve({ environment: { MUNICLIMA_DATA_DIR: "clima/" } }).settings.logDir, "clima/logs");
  assert.is(resolve({ dotenv: { MUNICLIMA_DATA_DIR: "/" } }).settings.logDir, "/logs");
  assert.is(resolve({ file: { data_dir: "data" } }).settings.logDir, "data/logs");
  assert.is(resolve({ file: { data_dir: "data" } }).origins.logDir, "default");
});

test("resolveSettings() leaves a log folder where a user put it", () => {
  const { settings, origins } = resolve({ flags: { dataDir: "x" }, file: { log_dir: "/var/log/clima" } });
  assert.is(settings.logDir, "/var/log/clima");
  assert.is(origins.logDir, "municlima.config.json");
});

test("resolveSettings() takes an empty variable for one that is not set", () => {
  const { settings, origins } = resolve({
    environment: { MUNICLIMA_FEED: "", MUNICLIMA_WINDOW: undefined },
    dotenv: { MUNICLIMA_FEED: "sample" },
  });
  assert.is(settings.feed, "sample");
  assert.is(origins.feed, ".env");
  assert.is(origins.window, "default");
});

test("resolveSettings() blames the caller for a bad flag", () => {
  assert.equal(failureOf({ flags: { window: "0" } }), {
    kind: "usage",
    message: 'The flag --window cannot be "0". Give an integer from 1 to 8760.',
  });
  assert.equal(failureOf({ flags: { record: "first" } }), {
    kind: "usage",
    message: 'The flag --record cannot be "first". Give "last" or "now".',
  });
  assert.equal(failureOf({ flags: { dataDir: "" } }), {
    kind: "usage",
    message: 'The flag --data-dir cannot be "". Give the path of a folder, or s3://bucket/folder.',
  });
});

test("resolveSettings() blames the configuration for a bad value of any other layer", () => {
  assert.equal(failureOf({ environment: { MUNICLIMA_ATTEMPTS: "many" } }), {
    kind: "config",
    message: 'MUNICLIMA_ATTEMPTS in the environment cannot be "many". Give an integer from 1 to 20.',
  });
  assert.equal(failureOf({ dotenv: { MUNICLIMA_HOW: "outer" } }), {
    kind: "config",
    message: 'MUNICLIMA_HOW in ".env" cannot be "outer". Give "inner" or "left".',
  });
  assert.equal(failureOf({ file: { deadline_seconds: 2.5 } }), {
    kind: "config",
    message: '"deadline_seconds" in "municlima.config.json" cannot be 2.5. Give an integer from 1 to 3600.',
  });
  assert.equal(failureOf({ file: { feed: null } }), {
    kind: "config",
    message:
      '"feed" in "municlima.config.json" cannot be null.' +
      " Give the name of a built-in feed or the path of a .json file.",
  });
});

test("resolveSettings() reads numbers as written by people, and nothing else", () => {
  assert.is(resolve({ flags: { window: "8760" } }).settings.window, 8760);
  for (const window of ["8761", "-1", "1.5", "2h", "0x2", "1e2", " 2", "Infinity", "99999999999999999999"]) {
    assert.is(failureOf({ flags: { window } }).kind, "usage", window);
  }
  for (const window of [8761, 0, -1, 1.5, true, [2], { hours: 2 }]) {
    assert.is(failureOf({ file: { window } }).kind, "config", String(window));
  }
});

test("resolveSettings() lets a good flag beat a bad value of a weaker layer", () => {
  const layers = { flags: { window: "3" }, environment: { MUNICLIMA_WINDOW: "x" } };
  assert.is(resolve(layers).settings.window, 3);
});

test("resolveSettings() passes over variables that stand for nothing, as Kubernetes sets them", () => {
  const environment = {
    MUNICLIMA_PORT: "tcp://10.0.0.1:80",
    MUNICLIMA_REAL_DATA: "/srv/real",
    HOME: "/root",
  };
  assert.equal(resolve({ environment, dotenv: { MUNICLIMA_COLOUR: "red" } }), resolve({}));
});

test("resolveSettings() refuses a key of the file that stands for nothing", () => {
  assert.equal(failureOf({ file: { dataDir: "x" } }), {
    kind: "config",
    message: 'Unknown key "dataDir" in "municlima.config.json". Did you mean "data_dir"?',
  });
  assert.match(
    failureOf({ file: { colour: "red" } }).message,
    "Use one of data_dir, log_dir, cache_dir, feed, record,",
  );
  for (const key of ["__proto__", "constructor", "toString"]) {
    assert.match(failureOf({ file: JSON.parse(`{"${key}": 1}`) }).message, `Unknown key "${key}"`);
  }
});

test("resolveSettings() takes no path with a NUL in it", () => {
  const { kind, message } = failureOf({ file: { data_dir: "data\0/../../etc" } });
  assert.is(kind, "config");
  assert.match(
    message,
    /^"data_dir" in "municlima\.config\.json" cannot be .* Give the path of a folder, or s3:\/\/bucket\/folder\.$/,
  );
});

test("resolveSettings() takes rules of retention as a text or as the file's object, and no others", () => {
  const of = (retention: unknown) =>
    resolveSettings({ flags: {}, environment: {}, dotenv: {}, file: { retention } }).settings.retention;
  const text = "snapshots daily=90 within=1y6m; raw last=1";
  assert.is(of("snapshots daily=90,within=1y6m;raw last=1;"), text);
  assert.is(of({ snapshots: { keep_daily: 90, keep_within: "1y6m" }, raw: { keep_last: 1 } }), text);
  const bad: unknown[] = [
    "",
    "snapshots",
    "snapshots daily",
    "snapshots daily=0",
    "snapshots daily=x",
    "snapshots yearly=1",
    "snapshots within=30",
    "snapshots within=3h2d",
    "snapshots daily=1 daily=2",
    "snapshots daily=1; snapshots last=2",
    "forecasts daily=1",
    { snapshots: { daily: 1 } },
    { snapshots: { keep_daily: "1" } },
    { snapshots: {} },
    { toString: { keep_last: 1 } },
    [],
    7,
  ];
  for (const retention of bad)
    assert.throws(
      () => of(retention),
      /"retention" in "municlima.config.json" cannot be .* Give rules such as/,
    );
});

test.run();

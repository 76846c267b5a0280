import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { resolveSettings } from "../../../configs/resolve_settings.ts";
import { Failure } from "../../../errors/mod.ts";
import { readSettingsLayers } from "../../../io/settings/read_settings_layers.ts";

const test = suite<{ folder: string }>("readSettingsLayers");

test.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "municlima-"));
});

test.after.each(({ folder }) => rm(folder, { recursive: true }));

async function failureOf(folder: string): Promise<Failure> {
  try {
    await readSettingsLayers(folder, {});
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("Nothing failed.");
}

test("readSettingsLayers() takes absent files for empty layers", async ({ folder }) => {
  const environment = { MUNICLIMA_FEED: "sample" };
  const layers = await readSettingsLayers(folder, environment);
  assert.equal(layers, { environment, dotenv: {}, file: {} });
});

test("readSettingsLayers() reads both files of the folder", async ({ folder }) => {
  await writeFile(join(folder, ".env"), '# mine\nMUNICLIMA_FEED="sample" # a comment\nexport OTHER=1\n');
  await writeFile(join(folder, "municlima.config.json"), '{"window": 3, "data_dir": "/srv/clima"}');
  const layers = await readSettingsLayers(folder, {});
  assert.equal(layers.file, { window: 3, data_dir: "/srv/clima" });
  const { settings } = resolveSettings({ flags: {}, ...layers });
  assert.is(settings.feed, "sample");
  assert.is(settings.window, 3);
  assert.is(settings.logDir, "/srv/clima/logs");
});

test("readSettingsLayers() reads files that begin with a byte order mark", async ({ folder }) => {
  await writeFile(join(folder, ".env"), "\uFEFFMUNICLIMA_FEED=sample\r\n");
  await writeFile(join(folder, "municlima.config.json"), '\uFEFF{"window": 3}\r\n');
  const layers = await readSettingsLayers(folder, {});
  assert.is(layers.dotenv.MUNICLIMA_FEED, "sample");
  assert.equal(layers.file, { window: 3 });
});

test("readSettingsLayers() says where the JSON breaks", async ({ folder }) => {
  const path = join(folder, "municlima.config.json");
  await writeFile(path, '{\n  "window": 3,\n  feed: "sample"\n}\n');
  const failure = await failureOf(folder);
  assert.is(failure.kind, "config");
  assert.is(
    failure.message,
    `The file "${path}" is not valid JSON at line 3, column 3: ` +
      "Expected double-quoted property name. Correct it.",
  );
  assert.instance(failure.cause, SyntaxError);
});

test("readSettingsLayers() shows nothing of the file where the engine would show the words around the break", async ({
  folder,
}) => {
  const path = join(folder, "municlima.config.json");
  await writeFile(path, '{\n  "window": 3,\n  "record": now,\n  "feed": "a password"\n}\n');
  const { kind, message } = await failureOf(folder);
  assert.is(kind, "config");
  assert.is(
    message,
    `The file "${path}" is not valid JSON at line 3, column 14: Unexpected token 'o'. Correct it.`,
  );
  // Too short for the engine to leave something out: then the place is not to be told.
  await writeFile(path, '{"a": now}');
  assert.is(
    (await failureOf(folder)).message,
    `The file "${path}" is not valid JSON: Unexpected token 'o'. Correct it.`,
  );
  await writeFile(path, "");
  assert.match((await failureOf(folder)).message, "Unexpected end of JSON input");
});

test("readSettingsLayers() refuses JSON that is not an object", async ({ folder }) => {
  const path = join(folder, "municlima.config.json");
  for (const text of ["[]", "null", "3", '"window"']) {
    await writeFile(path, text);
    const { kind, message } = await failureOf(folder);
    assert.is(kind, "config");
    assert.is(message, `The file "${path}" contains no settings. Write an object, such as {"window": 3}.`);
  }
});

test("readSettingsLayers() refuses a file that is not UTF-8", async ({ folder }) => {
  const path = join(folder, ".env");
  await writeFile(path, Buffer.from("MUNICLIMA_DATA_DIR=M\xe9xico", "latin1"));
  const { kind, message } = await failureOf(folder);
  assert.is(kind, "config");
  assert.is(message, `The file "${path}" is not UTF-8 text. Save it as UTF-8.`);
});

test("readSettingsLayers() says which file it cannot read", async ({ folder }) => {
  const path = join(folder, ".env");
  await mkdir(path);
  const { kind, message } = await failureOf(folder);
  assert.is(kind, "io");
  assert.match(message, new RegExp(`^Cannot read "${path}" \\(.+\\)\\. Check the file\\.$`));
});

/** The right to read is withheld from everyone but root. */
const unlessRoot = process.getuid?.() === 0 ? test.skip : test;

unlessRoot("readSettingsLayers() says that it may not read a file", async ({ folder }) => {
  const path = join(folder, ".env");
  await writeFile(path, "MUNICLIMA_FEED=sample");
  await chmod(path, 0o000);
  const { kind, message } = await failureOf(folder);
  assert.is(kind, "permission");
  assert.is(message, `Cannot read "${path}". Give this user the right to read it.`);
});

test.run();

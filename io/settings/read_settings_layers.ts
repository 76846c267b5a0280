import { join } from "node:path";
import { parseEnv } from "node:util";
import type { SettingsLayers } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { parseSettingsJson } from "./_parse_settings_json.ts";
import { readSettingsText } from "./_read_settings_text.ts";

/**
 * What the environment, `.env` and `municlima.config.json` of a folder say about the settings, unchecked:
 * the layers for `resolveSettings()` below the flags. An absent file is an empty layer.
 *
 * Throws a {@linkcode Failure} of kind `config` where a file is not UTF-8 or not a JSON object, `permission`
 * where it may not be read, and `io` where reading breaks.
 *
 * @param cwd The folder the program was started in.
 *
 * @example
 * ```ts
 * const layers = await readSettingsLayers(process.cwd(), process.env);
 * const { settings } = resolveSettings({ flags: program.opts(), ...layers });
 * ```
 */
export async function readSettingsLayers(
  cwd: string,
  env: SettingsLayers["environment"],
): Promise<Omit<SettingsLayers, "flags">> {
  const file = join(cwd, "municlima.config.json");
  const [dotenvText, fileText] = await Promise.all([
    readSettingsText(join(cwd, ".env")),
    readSettingsText(file),
  ]);
  return {
    environment: env,
    dotenv: dotenvText === undefined ? {} : parseEnv(dotenvText),
    file: fileText === undefined ? {} : parseObject(fileText, file),
  };
}

function parseObject(text: string, path: string): SettingsLayers["file"] {
  const value = parseSettingsJson(text, path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Failure(
    "config",
    `The file "${path}" contains no settings. Write an object, such as {"window": 3}.`,
  );
}

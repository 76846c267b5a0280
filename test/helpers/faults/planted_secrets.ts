import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { CliEnd } from "../processes/cli.ts";
import type { SecretPlace } from "./secret_places.ts";

/** Secrets in their places: a URL's parts, headers and variables that hold them, and what must then stand nowhere. */
export type PlantedSecrets = {
  /** A URL below an origin, with all the secrets that a URL can hold. */
  readonly url: (origin: string, path: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
};

/** The secret of a place: a word that nothing else holds. */
export function secretOf(index: number): string {
  return `hush${index}word`;
}

/** Plants a secret in each of these places at once; of several user names the first is taken. */
export function plantedSecrets(places: readonly SecretPlace[]): PlantedSecrets {
  const all = places.map((place, index) => ({ place, secret: secretOf(index) }));
  const texts = (part: "path" | "query" | "fragment" | "user") =>
    all.flatMap(({ place, secret }) => place[part]?.(secret) ?? []);
  const [path, query, fragment] = [
    texts("path").join(""),
    texts("query").join("&"),
    texts("fragment").join("&"),
  ];
  const user = texts("user")[0];
  return {
    url: (origin, start) =>
      `${user === undefined ? origin : origin.replace("//", `//${user}@`)}${start}${path}${query && `?${query}`}${fragment && `#${fragment}`}`,
    headers: Object.assign({}, ...all.map(({ place, secret }) => place.headers?.(secret))),
    environment: Object.assign({}, ...all.map(({ place, secret }) => place.environment?.(secret))),
    secrets: all.map(({ secret }) => secret),
  };
}

/** Expects that a text holds none of the secrets, neither as they are nor in Base64. */
export function expectNoSecret(text: string, secrets: readonly string[], where: string): void {
  // Base64 hides a text in one of three forms, by where it begins; runs of its letters are read as if they were it.
  const decoded = [0, 1, 2, 3].flatMap((from) =>
    (text.match(/[A-Za-z0-9+/]{12,}/g) ?? []).map((run) =>
      Buffer.from(run.slice(from), "base64").toString("latin1"),
    ),
  );
  const shown = [text, ...decoded].join("\n");
  for (const secret of secrets)
    assert.not.ok(shown.includes(secret), `${secret} stands in ${where}: ${text}`);
}

/** Expects a run to have ended with this code and to have printed none of the secrets. */
export function expectSilent(end: CliEnd, code: number, secrets: readonly string[], what: string): void {
  assert.is(end.code, code, `${what}: ${end.stderr}${end.stdout}`);
  expectNoSecret(end.stdout + end.stderr, secrets, `what was printed with ${what}`);
}

/** Every file below a folder with its name, the hidden and the logs too. */
export async function everyFile(
  folder: string,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(
    names.map(async (name) => ({
      name: name.slice(folder.length + 1),
      text: await readFile(name, "utf8"),
    })),
  );
}

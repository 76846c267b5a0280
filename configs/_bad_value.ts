import { Failure } from "../errors/mod.ts";
import { type Accepts, SETTING_SPECS } from "./setting_specs.ts";
import type { Origin, Settings } from "./settings.ts";

/** The failure for a value that its setting does not take: which one it is, where it stands, what would do. */
export function badValue(name: keyof Settings, origin: Exclude<Origin, "default">, value: unknown): Failure {
  const { flag, variable, key, accepts } = SETTING_SPECS[name];
  const place = {
    flag: `The flag ${flag}`,
    environment: `${variable} in the environment`,
    ".env": `${variable} in ".env"`,
    "municlima.config.json": `"${key}" in "municlima.config.json"`,
  }[origin];
  const kind = origin === "flag" ? "usage" : "config";
  // What is meant to be a URL may be a secret that was mistyped.
  const given = accepts.kind === "url" ? "what it is" : JSON.stringify(value);
  return new Failure(kind, `${place} cannot be ${given}. Give ${inWords(accepts)}.`);
}

function inWords(accepts: Accepts): string {
  if (accepts.kind === "integer") return `an integer from ${accepts.minimum} to ${accepts.maximum}`;
  if (accepts.kind === "choice") return accepts.choices.map((choice) => `"${choice}"`).join(" or ");
  return accepts.what;
}

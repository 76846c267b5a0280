import type { Origin } from "../../configs/mod.ts";

/** Every setting; `--json` prints it as it is. */
export type ConfigShowResult = {
  readonly schema_version: 1;
  readonly command: "config show";
  readonly settings: readonly SettingResult[];
};

/** A setting, and where its value came from. */
export type SettingResult = {
  /** Its key in `municlima.config.json`. */
  readonly name: string;
  readonly value: string | number;
  readonly origin: Origin;
  /** The variable of the environment that sets it. */
  readonly variable: string;
};

import { SETTING_SPECS } from "./setting_specs.ts";
import type { Settings } from "./settings.ts";

/** The name of every setting, in the order of the help. */
export const SETTING_NAMES = Object.keys(SETTING_SPECS) as readonly (keyof Settings)[];

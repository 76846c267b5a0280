import { z } from "zod";
import { SETTING_SPECS as SPEC } from "./setting_specs.ts";

const text = z.string().regex(/\S/);

/** Flags and variables bring numbers as text; the configuration file may bring real ones. */
function integer({ minimum, maximum }: { minimum: number; maximum: number }) {
  const digits = z.string().regex(/^\d+$/).transform(Number);
  return z.union([z.number(), digits]).pipe(z.int().min(minimum).max(maximum));
}

/** The settings as they are given: only the log folder's default hangs on another setting. */
export const SETTINGS_SCHEMA = z.strictObject({
  dataDir: text,
  logDir: text.optional(),
  feed: text,
  record: z.enum(SPEC.record.accepts.choices),
  window: integer(SPEC.window.accepts),
  how: z.enum(SPEC.how.accepts.choices),
  attempts: integer(SPEC.attempts.accepts),
  timeoutSeconds: integer(SPEC.timeoutSeconds.accepts),
  deadlineSeconds: integer(SPEC.deadlineSeconds.accepts),
});

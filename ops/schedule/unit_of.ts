import { cronUnit } from "./cron_unit.ts";
import { eventbridgeUnit } from "./eventbridge_unit.ts";
import type { Job, UnitFile } from "./job.ts";
import { kubernetesUnit } from "./kubernetes_unit.ts";
import { supercronicUnit } from "./supercronic_unit.ts";
import { systemdUnits } from "./systemd_units.ts";

const UNITS = {
  cron: cronUnit,
  systemd: systemdUnits,
  supercronic: supercronicUnit,
  kubernetes: kubernetesUnit,
  eventbridge: eventbridgeUnit,
} as const satisfies Readonly<Record<string, (job: Job) => readonly UnitFile[]>>;

/** What can run a job at its time. */
export type Scheduler = keyof typeof UNITS;

/**
 * The files that make a scheduler run a job.
 *
 * @example
 * ```ts
 * unitOf("systemd", job).map(({ name }) => name); // ["municlima.service", "municlima.timer"]
 * ```
 */
export function unitOf(scheduler: Scheduler, job: Job): readonly UnitFile[] {
  return UNITS[scheduler](job);
}

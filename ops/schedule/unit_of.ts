import { Failure } from "../../errors/mod.ts";
import { cronUnit } from "./cron_unit.ts";
import { eventbridgeUnit } from "./eventbridge_unit.ts";
import type { Job, UnitFile } from "./job.ts";
import { kubernetesUnit } from "./kubernetes_unit.ts";
import { supercronicUnit } from "./supercronic_unit.ts";
import { systemdUnits } from "./systemd_units.ts";

/** What can run a job at its time. */
export type Scheduler = "cron" | "systemd" | "supercronic" | "kubernetes" | "eventbridge";

const UNITS: Readonly<Record<Scheduler, (job: Job) => readonly UnitFile[]>> = {
  cron: cronUnit,
  systemd: systemdUnits,
  supercronic: supercronicUnit,
  kubernetes: kubernetesUnit,
  eventbridge: eventbridgeUnit,
};

/**
 * The files that make a scheduler run a job.
 *
 * @throws {Failure} `config` when a path or a flag of it has a line break, which no unit can hold
 *
 * @example
 * ```ts
 * unitOf("systemd", job).map(({ name }) => name); // ["municlima.service", "municlima.timer"]
 * ```
 */
export function unitOf(scheduler: Scheduler, job: Job): readonly UnitFile[] {
  const { start, args, cwd, writes, path, user, image } = job;
  const broken = [...start, ...args, cwd, ...writes, path, user, image].find((text) => /[\n\r\0]/.test(text));
  if (broken !== undefined)
    throw new Failure(
      "config",
      `${JSON.stringify(broken)} has a line break, which no unit can hold. Give the folder or the setting another name.`,
    );
  return UNITS[scheduler](job);
}

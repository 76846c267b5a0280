import { crontabLine } from "./_crontab_line.ts";
import type { Job, UnitFile } from "./job.ts";

/**
 * A job for supercronic, which runs a crontab in a container: https://github.com/aptible/supercronic. It begins no run
 * while the one before is at work; memory is limited by the container.
 *
 * @example
 * ```ts
 * supercronicUnit(job)[0].name; // "municlima.crontab"
 * ```
 */
export function supercronicUnit(job: Job): readonly [UnitFile] {
  const text = `# ${job.name}: start it with "supercronic -passthrough-logs ${job.name}.crontab", as the user ${job.user}.
# A run that is still at work puts the next one off. Limit the container's memory: ${job.memory} MB are enough.
${crontabLine(job)}
`;
  return [{ name: `${job.name}.crontab`, text }];
}

import { crontabLine } from "./_crontab_line.ts";
import type { Job, UnitFile } from "./job.ts";

/**
 * A job for cron: a line of a user's crontab. cron neither limits memory nor runs what a machine that was off has
 * missed; runs that would overlap are kept apart by the data folder's lock.
 *
 * @example
 * ```ts
 * cronUnit(job)[0].text; // "# …\n15 * * * *  cd /srv/municlima && PATH=… /usr/bin/node … run --quiet --splay 120\n"
 * ```
 */
export function cronUnit(job: Job): readonly [UnitFile] {
  const text = `# ${job.name}: add this line with "crontab -e", as the user ${job.user}.
# cron mails what a run prints, which is nothing but errors. Two runs never work on one folder: the second ends with
# exit code 75. cron limits no memory, and a time at which the machine is off is left out: systemd does both.
${crontabLine(job)}
`;
  return [{ name: `${job.name}.crontab`, text }];
}

import type { Job } from "./job.ts";

/** A job as one line of a crontab, which `sh` reads. `%` ends a command there unless it is escaped. */
export function crontabLine({ start, args, cwd, path, at, splay }: Job): string {
  const words = [...start, ...args, ...(splay > 0 ? ["--splay", String(splay)] : [])];
  const command = `cd ${quoted(cwd)} && PATH=${quoted(path)} ${words.map(quoted).join(" ")}`;
  return `${at.minute} ${at.hour ?? "*"} * * *  ${command.replaceAll("%", "\\%")}`;
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

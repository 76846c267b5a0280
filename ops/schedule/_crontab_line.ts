import type { Job } from "./job.ts";

/** A job as one line of a crontab, which `sh` reads. */
export function crontabLine({ start, args, cwd, path, at, splay }: Job): string {
  const words = [...start, ...args, ...(splay > 0 ? ["--splay", String(splay)] : [])];
  const command = `cd ${quoted(cwd)} && PATH=${quoted(path)} ${words.map(quoted).join(" ")}`;
  return `${at.minute} ${at.hour ?? "*"} * * *  ${command}`;
}

/**
 * As a shell takes it for one word. A bare `%` ends a command in most crons, which take the backslash before it away;
 * those that do not leave it to the shell, to which it means nothing outside of quotes.
 */
function quoted(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''").replaceAll("%", "'\\%'")}'`;
}

import { spawnSync } from "node:child_process";

/** A namespace of processes of its own, as a container has. */
export const OTHER_PROCESSES = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"] as const;

/** Another name of the host. */
export function otherHost(name: string): readonly string[] {
  return ["unshare", "--uts", "sh", "-c", `hostname ${name} && exec "$@"`, "sh"];
}

/** Another id of this start of the machine, which a file holds: as if it had been started anew. */
export function otherStart(file: string): readonly string[] {
  const mount = `mount --bind ${file} /proc/sys/kernel/random/boot_id && exec "$@"`;
  return ["unshare", "--mount", "sh", "-c", mount, "sh"];
}

/** Whether this system lets us start commands this way: most allow it to root alone. */
export function canStart(under: readonly string[]): boolean {
  const [command = "", ...given] = under;
  return spawnSync(command, [...given, "true"], { stdio: "ignore" }).status === 0;
}

import type { Job, RunTime, UnitFile } from "./job.ts";

/**
 * A job for systemd: a service and the timer that starts it. A timer begins no run while the one before is at work;
 * `Persistent` makes up for one that a machine which was off has missed. The hardening lets the program write in its
 * folders alone. `MemoryDenyWriteExecute` is left out, as Node compiles JavaScript to machine code.
 *
 * Source: systemd.service(5), systemd.timer(5), systemd.exec(5), systemd.resource-control(5).
 *
 * @example
 * ```ts
 * systemdUnits(job).map(({ name }) => name); // ["municlima.service", "municlima.timer"]
 * ```
 */
export function systemdUnits(job: Job): readonly [UnitFile, UnitFile] {
  const { name, start, args, cwd, writes, path, user, at, splay, memory } = job;
  const service = `# /etc/systemd/system/${name}.service
[Unit]
Description=municlima in ${literal(cwd)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User=${user}
WorkingDirectory=${literal(cwd)}
Environment=${word(`PATH=${path}`)}
ExecStart=${[...start, ...args].map(word).join(" ")}
TimeoutStartSec=30min
MemoryMax=${memory}M
Nice=10

ReadWritePaths=${writes.map(word).join(" ")}
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
UMask=0022
`;
  const timer = `# /etc/systemd/system/${name}.timer
# To start it: systemctl daemon-reload && systemctl enable --now ${name}.timer
[Unit]
Description=When ${name}.service runs

[Timer]
OnCalendar=${calendar(at)}
RandomizedDelaySec=${splay}
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
`;
  return [
    { name: `${name}.service`, text: service },
    { name: `${name}.timer`, text: timer },
  ];
}

function calendar({ minute, hour }: RunTime): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `*-*-* ${hour === undefined ? "*" : two(hour)}:${two(minute)}:00 UTC`;
}

/** A text in which systemd replaces nothing. */
function literal(text: string): string {
  return text.replaceAll("%", "%%");
}

/** A text that systemd takes for one word of a command, of variables or of paths. */
function word(text: string): string {
  const escaped = literal(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("$", "$$$$");
  return /[\s"'\\;]/.test(text) ? `"${escaped}"` : escaped;
}

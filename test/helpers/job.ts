import type { Job } from "../../ops/schedule/job.ts";

/** What a scheduler is to run; what is not given is plain. */
export function jobWith(more: Partial<Job> = {}): Job {
  return {
    name: "municlima",
    start: ["/usr/bin/node", "/srv/municlima/bin/municlima.js"],
    args: ["run", "--quiet"],
    cwd: "/srv/municlima",
    writes: ["/srv/municlima/data", "/srv/municlima/logs"],
    path: "/usr/bin:/bin",
    user: "weather",
    at: { minute: 15 },
    splay: 120,
    memory: 1024,
    image: "example.org/municlima:1",
    ...more,
  };
}

/** A folder with everything that some syntax gives a meaning to. */
export const ODD_FOLDER = `100% o'dd "$HOME" \\n;#`;

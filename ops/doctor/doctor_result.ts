import type { Finding } from "./finding.ts";

/** How everything is that runs depend on; `--json` prints it as it is. */
export type DoctorResult = {
  readonly schema_version: 1;
  readonly command: "doctor";
  /** The worst of all. */
  readonly verdict: Finding["verdict"];
  readonly findings: readonly Finding[];
};

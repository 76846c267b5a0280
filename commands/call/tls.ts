import { Failure } from "../../errors/mod.ts";
import type { Invocation } from "./invocation.ts";

/**
 * Whether the user has turned off the check of TLS certificates by the flag that is there for it, the only way:
 * then a line says so even in a quiet run.
 *
 * @throws {Failure} `config` where the environment turns it off for every program, which nobody would see
 */
export function insecureTlsOf({ flags, environment, output }: Invocation): boolean {
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    throw new Failure(
      "config",
      `NODE_TLS_REJECT_UNAUTHORIZED in the environment turns off the check of TLS certificates unseen. Unset it; "--insecure-tls" turns it off for one run, and NODE_EXTRA_CA_CERTS adds a CA.`,
    );
  }
  const insecure = flags.insecureTls === true;
  if (insecure) {
    output.errors.write(
      `Certificates are not checked, as "--insecure-tls" asks: the feed may be anyone's.\n`,
    );
  }
  return insecure;
}

import { Agent } from "node:https";

/**
 * What makes the TLS connections of a request. Said outright, as Node would otherwise let an environment
 * variable turn off the check of certificates.
 */
export function httpsAgent(insecureTls: boolean): Agent {
  return new Agent({ rejectUnauthorized: !insecureTls });
}

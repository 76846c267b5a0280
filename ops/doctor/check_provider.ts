import type { ProbedUrl } from "../../io/fetch/probe_provider.ts";
import { type Finding, ok } from "./finding.ts";

const DAY = 86_400_000;
/** A certificate that ends sooner is worth a word, in days. */
const SOON = 14;
/** Clocks that differ by more are not set by a time server, and by more than the other stamp versions wrongly, in seconds. */
const APART = 60;
const FAR_APART = 1800;

/**
 * What the provider's first answers say of it, of its certificate, of the proxy and of this machine's clock.
 *
 * @example
 * ```ts
 * checkProvider(await probeProvider(feed, 10), new Date())[0]?.says; // "\"https://example.org/…\" answers 200"
 * ```
 */
export function checkProvider(probes: readonly ProbedUrl[], now: Date): Finding[] {
  const proxy = probes.find((probe) => probe.proxy !== undefined)?.proxy;
  return [
    ...probes.map(answered),
    ...probes.flatMap((probe) => certificate(probe, now)),
    ok("proxy", proxy === undefined ? "none is set" : `"${proxy}" is asked`),
    clock(probes),
  ];
}

function answered({ source, status, failure }: ProbedUrl): Finding {
  const name = "provider";
  if (failure !== undefined) {
    const advice =
      failure.advice ?? "Check the network, the proxy and the feed's URL; runs try again by themselves.";
    return { name, verdict: "failure", says: failure.message, advice };
  }
  const says = `"${source}" answers ${status}`;
  if (status !== undefined && status < 400) return ok(name, says);
  const passes = status === 404 || status === 429 || (status ?? 0) >= 500;
  return passes
    ? { name, verdict: "warning", says, advice: "It often does for minutes: look again later." }
    : { name, verdict: "failure", says, advice: "Check the feed's URL and headers." };
}

function certificate({ source, validTo }: ProbedUrl, now: Date): Finding[] {
  if (validTo === undefined) return [];
  const days = Math.floor((validTo.getTime() - now.getTime()) / DAY);
  const says = `that of "${source}" is valid for ${days} more ${days === 1 ? "day" : "days"}`;
  if (days >= SOON) return [ok("certificate", says)];
  return [
    { name: "certificate", verdict: "warning", says, advice: "Ask the provider whether it will be renewed." },
  ];
}

function clock(probes: readonly ProbedUrl[]): Finding {
  const name = "clock";
  const ahead = probes.find((probe) => probe.ahead !== undefined)?.ahead;
  if (ahead === undefined)
    return {
      name,
      verdict: "warning",
      says: "no server told the time",
      advice: 'Look at "timedatectl status".',
    };
  const apart = Math.round(Math.abs(ahead));
  if (apart <= APART) return ok(name, "that of the provider is the same, to the minute");
  const says = `this machine's is ${apart} s ${ahead > 0 ? "ahead of" : "behind"} the provider's`;
  const advice =
    'Set this machine\'s clock by a time server ("timedatectl set-ntp true"), if it is the one that is wrong.';
  return { name, verdict: apart > FAR_APART ? "failure" : "warning", says, advice };
}

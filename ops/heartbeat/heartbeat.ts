import { Buffer } from "node:buffer";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../errors/mod.ts";
import { type PostEffects, postText } from "../../io/fetch/post_text.ts";

/** So much of a body is kept by a server that does not say how much it keeps, in bytes. */
const USUAL_LIMIT = 10_000;
/** So long all that is told at a run's end may take, in milliseconds: what waits for the run must not wait for us. */
const LONGEST = 5_000;
/** Of that, so long the first ping may still take. */
const PATIENCE = 2_000;

/** A run that is told of while it goes on. */
export type Heartbeat = {
  /**
   * Tells that the run has ended, within five seconds, whatever the server does.
   *
   * @param exitCode what the program ends with; anything but 0 is a failure
   * @param said what it says, of which the server keeps as much as it likes
   * @param warnings what the user should hear of although nothing failed
   * @returns what could not be told, in sentences
   */
  readonly end: (exitCode: number, said: string, warnings: readonly string[]) => Promise<readonly string[]>;
};

/**
 * Tells a check of healthchecks that a run begins, without waiting for it: `/start`, then `/log` for warnings, and
 * `/<exit status>`, paired by the run's id (https://healthchecks.io/docs/http_api/). Nothing that goes wrong with it is
 * thrown.
 *
 * @param url the check's, with its key; it is shown nowhere
 * @param runId a UUID
 *
 * @example
 * ```ts
 * const heartbeat = startHeartbeat("https://hc-ping.com/4f1c…", runId);
 * await heartbeat.end(0, "done", []); // []
 * ```
 */
export function startHeartbeat(url: string, runId: string, effects?: PostEffects): Heartbeat {
  const stop = new AbortController();
  const ping = (what: string, text: string, signal: AbortSignal) =>
    told(postText(pingUrl(url, what, runId), text, signal, effects));
  const start = ping("start", "", AbortSignal.any([stop.signal, AbortSignal.timeout(LONGEST)]));
  return {
    end: async (exitCode, said, warnings) => {
      const ending = AbortSignal.timeout(LONGEST);
      const patience = new AbortController();
      const begun = await Promise.race([
        start,
        delay(PATIENCE, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      // Its connection would keep the process from ending.
      stop.abort();
      const first = begun ?? (await start);
      const limit = limitOf(first.headers);
      const pings = [
        ...(warnings.length > 0 ? [ping("log", cut(warnings.join("\n"), limit), ending)] : []),
        ping(String(exitCode), cut(said, limit), ending),
      ];
      const all = [first, ...(await Promise.all(pings))];
      return [...new Set(all.flatMap(({ problem }) => problem ?? []))];
    },
  };
}

type Told = { readonly headers?: Readonly<Record<string, unknown>>; readonly problem?: string };

async function told(post: Promise<Readonly<Record<string, unknown>>>): Promise<Told> {
  try {
    return { headers: await post };
  } catch (error) {
    if (error instanceof Failure) return { problem: `Could not ping: ${error.message}` };
    throw error;
  }
}

function pingUrl(url: string, what: string, runId: string): string {
  const made = new URL(url);
  made.pathname = `${made.pathname.replace(/\/+$/, "")}/${what}`;
  made.searchParams.set("rid", runId);
  return made.href;
}

function limitOf(headers: Told["headers"]): number {
  const limit = Number(headers?.["ping-body-limit"]);
  return Number.isInteger(limit) && limit > 0 ? limit : USUAL_LIMIT;
}

/** As much of a text as so many bytes hold, without a letter that is cut. */
function cut(text: string, bytes: number): string {
  const whole = Buffer.from(text);
  if (whole.length <= bytes) return text;
  let end = bytes;
  // The further bytes of a letter begin with 10.
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end--;
  return whole.subarray(0, end).toString();
}

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "../helpers/feeds/tiny_feed.ts";

/** Monday, midnight UTC. */
export const MONDAY = Date.UTC(2026, 2, 2);
export const HOUR = 3_600_000;
export const HOURS = 168;
/** How many towns each state has: the third has few enough to go unnoticed, if nobody counted. */
const TOWNS_OF: Readonly<Record<string, number>> = { "1": 28, "2": 28, "3": 4 };
export const TOWNS = Object.values(TOWNS_OF).reduce((sum, towns) => sum + towns, 0);
export const RECORDS = 3;

/** What the provider does in one hour, whenever it is asked. */
export type HourPlan = {
  /** The hour whose run of the model it serves. */
  readonly model: number;
  /** How it fails: `once` at its first answer, or each time. */
  readonly fault?: "404" | "cut" | "html" | "silence" | "reset";
  readonly once?: true;
  readonly leftOut?: "state 3" | "half";
};

/** The last hour of the provider's before it stands still for three days. */
const FROZEN = 47;
const ODD_HOURS: Readonly<Record<number, Omit<HourPlan, "model"> & { readonly model?: number }>> = {
  5: { fault: "404", once: true },
  9: { fault: "404" },
  10: { fault: "404" },
  30: { fault: "cut", once: true },
  33: { fault: "cut" },
  36: { model: 33 },
  60: { fault: "reset" },
  100: { fault: "cut", once: true },
  130: { leftOut: "half" },
  156: { fault: "html" },
  160: { fault: "silence" },
  162: { fault: "reset", once: true },
};
/** The hours in which the machine is off. */
export const OFF: ReadonlySet<number> = new Set([150, 151, 152, 153]);

/** What the provider does in an hour of the week. */
export function planOf(hour: number): HourPlan {
  const model = hour > FROZEN && hour < FROZEN + 73 ? FROZEN : hour;
  const sick = hour >= 120 && hour < 144 ? ({ leftOut: "state 3" } as const) : {};
  return { model, ...sick, ...ODD_HOURS[hour] };
}

/** One answer, as the provider's own log has it. */
export type Served = {
  readonly hour: number;
  /** What was given: a body, word that there is none newer, or a fault. */
  readonly gave: "body" | "304" | NonNullable<HourPlan["fault"]>;
  readonly model: number;
};

/** What a check of healthchecks was told: "start", "log" or an exit code, of which run. */
export type Ping = { readonly hour: number; readonly what: string; readonly run: string };

export type WeekServer = {
  readonly origin: string;
  readonly log: readonly Served[];
  /** What came to the paths below "/ping/", each with a key before it. */
  readonly pings: readonly Ping[];
  readonly setHour: (hour: number) => void;
  readonly close: () => Promise<void>;
};

/** A provider that fails as the real one does, hour by hour by {@linkcode planOf}, and keeps a log of its own. */
export async function weekServer(): Promise<WeekServer> {
  const log: Served[] = [];
  const pings: Ping[] = [];
  let hour = 0;
  const server = createServer((request, response) => {
    const [, what, run] = /^\/ping\/\w+\/(\w+)\?rid=(.*)$/.exec(request.url ?? "") ?? [];
    if (what !== undefined && run !== undefined) {
      pings.push({ hour, what, run });
      request.resume();
      response.end("OK");
      return;
    }
    const { model, fault, once, leftOut } = planOf(hour);
    const isFaulty = fault !== undefined && (once !== true || !log.some((answer) => answer.hour === hour));
    const etag = `"${model} ${leftOut ?? ""}"`;
    const gave = isFaulty ? fault : request.headers["if-none-match"] === etag ? "304" : "body";
    log.push({ hour, gave, model });
    const modified = new Date(MONDAY + model * HOUR).toUTCString();
    response.setHeader("Connection", "close");
    give(gave, bodyOf(model, leftOut), { ETag: etag, "Last-Modified": modified }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    pings,
    setHour: (now) => {
      hour = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(
  what: Served["gave"],
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  response: ServerResponse,
): void {
  if (what === "silence") return;
  if (what === "reset") response.socket?.resetAndDestroy();
  else if (what === "404") response.writeHead(404).end("Not found");
  else if (what === "html")
    response.writeHead(200, { "Content-Type": "text/html" }).end("<html>En mantenimiento</html>");
  else if (what === "304") response.writeHead(304, headers).end();
  else {
    response.writeHead(200, { ...headers, "Content-Length": body.length });
    if (what === "body") response.end(body);
    else response.write(body.subarray(0, body.length / 2), () => response.destroy());
  }
}

function bodyOf(model: number, leftOut: HourPlan["leftOut"]): Uint8Array {
  const rows = Object.entries(TOWNS_OF).flatMap(([ides, towns]) =>
    leftOut === "state 3" && ides === "3"
      ? []
      : Array.from({ length: leftOut === "half" ? towns / 2 : towns }, (_, town) =>
          Array.from({ length: RECORDS }, (_, record) => ({
            ...{ ides, idmun: String(town + 1), nmun: `Town ${ides}-${town + 1}` },
            hloc: hloc(model + record),
            temp: `${(model + town) % 40}.5`,
          })),
        ).flat(),
  );
  return json(rows);
}

/** An hour of the week as the feed writes it, on a clock of UTC. */
function hloc(hour: number): string {
  return new Date(MONDAY + hour * HOUR).toISOString().slice(0, 13).replaceAll("-", "");
}

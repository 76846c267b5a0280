import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createGzip, deflateSync, gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import type { Feed, Settings } from "../../configs/mod.ts";
import { type Answer, faultServer } from "../helpers/faults/fault_server.ts";
import { type Outcome, outcomeOf, strays } from "../helpers/faults/outcome.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const TEXT = json(
  Array.from({ length: 60 }, (_, i) =>
    tinyRow({
      ides: String((i % 30) + 1),
      idmun: String(i + 1),
      temp: `${i % 40}.25`,
      nmun: `Zahuatlán ${i}`,
    }),
  ),
  1,
);
const GZIP = gzipSync(TEXT);
const GOOD: Answer = { body: GZIP };
const CHUNKED = { "Transfer-Encoding": "chunked" };
const FEED: Feed = { ...TINY_FEED, caps: smnHourly.caps };
const [POSITIONS, SHORT] = [50, { attempts: 1, timeoutSeconds: 0.6, deadlineSeconds: 10 }];
const figures: Figures[] = [];

let good = "";
test.before(async () => {
  const outcome = await ask([GOOD]);
  good = "csv" in outcome ? outcome.csv : "";
  assert.ok(good.length > 1000);
});
test.after(() => keepFigures("faults", figures));

/** Ingests from a server that gives these answers, the last one again and again. */
async function ask(answers: readonly Answer[], settings: Partial<Settings> = SHORT): Promise<Outcome> {
  return await askAt({ "/feed": answers }, settings);
}

async function askAt(
  scripts: Readonly<Record<string, readonly Answer[]>>,
  settings: Partial<Settings> = SHORT,
  effects = worldAt("2026-11-24T12:00:00Z"),
): Promise<Outcome> {
  const server = await faultServer(scripts);
  try {
    const feed = { ...FEED, urls: [`${server.origin}/feed`] as const };
    return await outcomeOf(feed, settings, effects);
  } finally {
    await server.close();
  }
}

/** Ingests from a server that writes what it likes to each connection. */
async function askRaw(
  write: (socket: Socket) => void,
  settings: Partial<Settings> = SHORT,
): Promise<Outcome> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on("error", () => socket.destroy()));
    socket.once("data", () => write(socket));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    const { port } = server.address() as AddressInfo;
    const feed = { ...FEED, urls: [`http://127.0.0.1:${port}/feed`] as const };
    return await outcomeOf(feed, settings, worldAt("2026-11-24T12:00:00Z"));
  } finally {
    for (const socket of open) socket.destroy();
    server.close();
  }
}

function published(outcome: Outcome, what: string): void {
  assert.ok("csv" in outcome, `${what}: ${"failure" in outcome ? outcome.failure.message : ""}`);
  assert.is(outcome.csv, good, what);
}

function refused(outcome: Outcome, what: string, message = /./): void {
  assert.ok("failure" in outcome, `${what} was published`);
  assert.match(outcome.failure.message, message, what);
  assert.ok(["upstream", "contract"].includes(outcome.failure.kind), `${what}: ${outcome.failure.kind}`);
}

/** Tries cases, each of which must end as the good one does or in a failure, and keeps how many did which. */
async function trying(
  tried: string,
  cases: readonly (readonly [what: string, ends: "good" | "bad" | "either", RunCase])[],
  held = "each published the same as an undisturbed run, or nothing and said why",
): Promise<void> {
  const counts = { published: 0, refused: 0 };
  const left = await strays(async () => {
    for (const [what, ends, run] of cases) {
      const outcome = await run();
      if (ends !== "either") (ends === "good" ? published : refused)(outcome, `${tried}: ${what}`);
      else if ("csv" in outcome) published(outcome, what);
      counts["csv" in outcome ? "published" : "refused"]++;
    }
  });
  assert.equal(left, []);
  figures.push({ tried, times: cases.length, held, counts });
}
type RunCase = () => Promise<Outcome>;

test("a body that is cut anywhere is asked for again, and refused when it is always cut", async () => {
  const cases: [string, "good" | "bad" | "either", RunCase][] = [];
  for (const [kind, body] of Object.entries({ gzip: GZIP, plain: Buffer.from(TEXT) })) {
    for (const [how, headers] of Object.entries({ length: {}, chunked: CHUNKED })) {
      for (let i = 0; i < POSITIONS; i++) {
        const cutAfter = Math.floor((i * (body.length - 1)) / (POSITIONS - 1));
        const cut = { body, headers, cutAfter };
        const what = `${kind}, ${how}, after ${cutAfter} bytes`;
        cases.push([what, "bad", () => ask([cut])]);
        cases.push([`${what}, once`, "good", () => ask([cut, GOOD], { ...SHORT, attempts: 2 })]);
      }
    }
  }
  await trying("bodies cut at 50 byte positions, gzip and plain, once and always", cases);
});

test("a body without a length that ends early is refused", async () => {
  const head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
  const cases = [GZIP, Buffer.from(TEXT)].flatMap((body) =>
    Array.from({ length: POSITIONS }, (_, i): [string, "bad", RunCase] => {
      const sent = body.subarray(0, Math.floor((i * (body.length - 1)) / (POSITIONS - 1)));
      return [
        `${sent.length} bytes`,
        "bad",
        () => askRaw((socket) => socket.end(Buffer.concat([Buffer.from(head), sent]))),
      ];
    }),
  );
  await trying("answers without a length that end early, as a dead proxy gives them", cases);
});

test("a server that resets, cuts, stalls or says nothing is given up in time", async () => {
  const faults: Answer[] = [
    { instead: "reset" },
    { instead: "cut" },
    { instead: "silence" },
    ...[0, 1, 10, 100, GZIP.length - 1].map((stallAfter) => ({ body: GZIP, stallAfter })),
    ...[0, 10, GZIP.length - 1].map((stallAfter) => ({ body: GZIP, headers: CHUNKED, stallAfter })),
  ];
  await trying(
    "connections that are reset, cut or silent, and bodies that stall, once and always",
    faults.flatMap((fault): [string, "good" | "bad", RunCase][] => [
      [JSON.stringify(fault).slice(-60), "bad", () => ask([fault])],
      [
        `${JSON.stringify(fault).slice(-60)}, once`,
        "good",
        () => ask([fault, GOOD], { ...SHORT, attempts: 2 }),
      ],
    ]),
  );
});

test("a wrong length or a wrong encoding changes nothing of what is published", async () => {
  const lengths = [0, 1, GZIP.length - 1, GZIP.length + 1, GZIP.length * 2].map((length) => String(length));
  const encodings = ["gzip", "deflate", "br", "x-gzip", "identity", "nonsense", "gzip, gzip"];
  const texts: [string, Uint8Array, "good" | "bad"][] = [
    ["a byte order mark", Buffer.from(`\ufeff${Buffer.from(TEXT)}`), "good"],
    ["Latin-1", Buffer.from(Buffer.from(TEXT).toString(), "latin1"), "good"],
    ["UTF-16", Buffer.from(Buffer.from(TEXT).toString(), "utf16le"), "bad"],
    ["deflate", deflateSync(TEXT), "bad"],
  ];
  await trying("wrong Content-Length, Content-Encoding and character encodings", [
    ...lengths.map(
      (length) =>
        [
          `Content-Length ${length}`,
          "bad",
          () => ask([{ body: GZIP, headers: { "Content-Length": length } }]),
        ] as const,
    ),
    ...encodings.flatMap((encoding) =>
      [GZIP, TEXT].map(
        (body) =>
          [encoding, "good", () => ask([{ body, headers: { "Content-Encoding": encoding } }])] as const,
      ),
    ),
    ...texts.flatMap(([what, body, ends]) => [
      [what, ends, () => ask([{ body }])] as const,
      [`${what} in gzip`, ends, () => ask([{ body: gzipSync(body) }])] as const,
    ]),
  ]);
});

test("redirects end, and lead nowhere but to the same host", async () => {
  const to = (Location: string): Answer => ({ status: 302, headers: { Location } });
  const chain = (length: number) =>
    Object.fromEntries([
      ["/feed", [to("/1")]],
      ...Array.from({ length: length - 1 }, (_, i) => [`/${i + 1}`, [to(`/${i + 2}`)]]),
      [`/${length}`, [GOOD]],
    ]);
  const away = [
    "http://localhost:9/feed",
    "//example.org/feed",
    "file:///etc/passwd",
    "data:application/json,[]",
    "ftp://127.0.0.1/feed",
    "javascript:0",
    "http://[",
    "https://user@127.0.0.1.example.org/",
  ];
  const statuses = [301, 302, 303, 307, 308].map((status) => ({ ...to("/1"), status }));
  await trying("redirects: loops, chains, to other hosts, files and nonsense", [
    ["to itself", "bad", () => ask([to("/feed")])],
    ["in a circle", "bad", () => askAt({ "/feed": [to("/b")], "/b": [to("/feed")] })],
    ["five", "good", () => askAt(chain(5))],
    ["six", "bad", () => askAt(chain(6))],
    ...away.map((where) => [where, "bad", () => ask([to(where)])] as const),
    ...statuses.map(
      (answer) => [`${answer.status}`, "good", () => askAt({ "/feed": [answer], "/1": [GOOD] })] as const,
    ),
    ["no Location", "bad", () => ask([{ status: 302 }])],
  ]);
});

test("a body that is no feed is refused, whatever its status says", async () => {
  const bodies = [
    "<!doctype html><p>Mantenimiento",
    "",
    " \n",
    "null",
    "{}",
    "[]",
    "[[]]",
    '"x"',
    "7",
    "[",
    "]",
    "\0",
    "[{}]",
  ];
  await trying(
    "200 with HTML, nothing, or JSON that is no feed, plain and as gzip",
    bodies.flatMap((body) => [
      [JSON.stringify(body), "bad", () => ask([{ body }])] as const,
      [`${JSON.stringify(body)} in gzip`, "bad", () => ask([{ body: gzipSync(body) }])] as const,
    ]),
  );
});

test("what follows a gzip file is refused, unless it is gzip that belongs to it", async () => {
  const after: [string, Uint8Array, "good" | "bad"][] = [
    ["a zero", Buffer.of(0), "bad"],
    ["zeros", Buffer.alloc(1000), "bad"],
    ["words", Buffer.from("garbage"), "bad"],
    ["half a header", GZIP.subarray(0, 5), "bad"],
    ["itself", GZIP, "bad"],
    ["a cut one", GZIP.subarray(0, -4), "bad"],
    ["spaces as gzip", gzipSync(" \n "), "good"],
    ["nothing as gzip", gzipSync(""), "good"],
  ];
  await trying(
    "bytes after a gzip file's end",
    after.map(
      ([what, more, ends]) => [what, ends, () => ask([{ body: Buffer.concat([GZIP, more]) }])] as const,
    ),
  );
});

test("answers that break the rules of HTTP are refused", async () => {
  const ok = "HTTP/1.1 200 OK\r\n";
  const answers = [
    "nonsense",
    "\r\n\r\n",
    "HTTP/9.9 200 OK\r\n\r\n[]",
    `${ok}Content-Length: -1\r\n\r\n[]`,
    `${ok}Content-Length: x\r\n\r\n[]`,
    `${ok}Content-Length: 2\r\nContent-Length: 3\r\n\r\n[]`,
    `${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n[]`,
    `${ok}Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n[]`,
    `${ok}X: ${"a".repeat(1_000_000)}\r\n\r\n`,
    `${ok}X\0: 1\r\n\r\n[]`,
    "HTTP/1.1 999 What\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
  ];
  await trying(
    "answers that break the rules of HTTP",
    answers.map(
      (answer) => [answer.slice(0, 60), "bad", () => askRaw((socket) => socket.end(answer))] as const,
    ),
  );
});

test("a server that keeps asking for patience is asked no more often than it was told, and no longer than the deadline", async () => {
  const asks = [
    "0",
    "1",
    "59",
    "120",
    "86400",
    "-5",
    "soon",
    "1e9",
    "Wed, 21 Oct 2015 07:28:00 GMT",
    "Fri, 31 Dec 2999 23:59:59 GMT",
    "",
  ];
  const cases = asks.flatMap((value) =>
    [429, 503].map(
      (status) =>
        [
          `${status} with Retry-After "${value}"`,
          "either" as const,
          async () => {
            let clock = Date.UTC(2026, 10, 24, 12);
            const waits: number[] = [];
            const effects = {
              ...worldAt("2026-11-24T12:00:00Z"),
              now: () => new Date(clock),
              sleep: async (milliseconds: number) => {
                waits.push(milliseconds);
                clock += milliseconds;
              },
            };
            const busy = { status, headers: { "Retry-After": value } };
            const policy = { attempts: 20, timeoutSeconds: 1, deadlineSeconds: 300 };
            const storm = await askAt({ "/feed": [busy] }, policy, effects);
            refused(storm, value, new RegExp(`answered ${status}`));
            const waited = waits.reduce((sum, wait) => sum + wait, 0);
            assert.ok(waited < 300_000 && waits.length < 20, `${waits}`);
            return await askAt({ "/feed": [busy, busy, busy, GOOD] }, policy, effects);
          },
        ] as const,
    ),
  );
  await trying("429 and 503 with all kinds of Retry-After, for ever and three times", cases);
});

test("what is slow or endless ends within the deadline", async () => {
  const policy = { attempts: 1, timeoutSeconds: 2, deadlineSeconds: 3 };
  const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const endlessly = (start: string, piece: string | Buffer) => (socket: Socket) => {
    socket.write(start);
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
      if (!socket.destroyed) socket.once("drain", more);
    };
    more();
  };
  const slowly = (start: string, piece: string) => (socket: Socket) => {
    socket.write(start);
    const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(piece)), 1_000);
  };
  const mega = `100000\r\n${"[".repeat(1 << 20)}\r\n`;
  const spaces = `100000\r\n${" ".repeat(1 << 20)}\r\n`;
  const within = (run: RunCase) => async () => {
    const begun = performance.now();
    const outcome = await run();
    const seconds = (performance.now() - begun) / 1000;
    assert.ok(seconds < 10, `took ${seconds} s`);
    return outcome;
  };
  await trying(
    "a byte a second, headers without end, bodies without end",
    [
      ["a byte a second", "bad", within(() => ask([{ body: GZIP, trickleEvery: 1_000 }], policy))],
      ["a chunk a second", "bad", within(() => askRaw(slowly(head, "1\r\n[\r\n"), policy))],
      ["a header a second", "bad", within(() => askRaw(slowly("HTTP/1.1 200 OK\r\n", "X: 1\r\n"), policy))],
      ["brackets without end", "bad", within(() => askRaw(endlessly(head, mega), policy))],
      ["spaces without end", "bad", within(() => askRaw(endlessly(head, spaces), policy))],
      [
        "headers without end",
        "bad",
        within(() => askRaw(endlessly("HTTP/1.1 200 OK\r\n", "X: 1\r\n".repeat(1000)), policy)),
      ],
      [
        "100 Continue without end",
        "bad",
        within(() => askRaw(endlessly("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000)), policy)),
      ],
    ],
    "each ended within its deadline of 3 s and published nothing",
  );
});

/** A gzip file of so many times a piece, made without holding the text. */
async function bomb(start: string, piece: Buffer, times: number, end = ""): Promise<Buffer> {
  const gzip = createGzip({ level: 6 });
  const chunks: Buffer[] = [];
  gzip.on("data", (chunk: Buffer) => chunks.push(chunk));
  gzip.write(start);
  for (let i = 0; i < times; i++) if (!gzip.write(piece)) await once(gzip, "drain");
  gzip.end(end);
  await once(gzip, "end");
  return Buffer.concat(chunks);
}

test("bombs are refused within the deadline, in a memory that is bounded", async () => {
  const mega = 1 << 20;
  const rows = Buffer.from("{},".repeat(mega / 4));
  const first = `[${JSON.stringify(tinyRow())},`;
  const zeros = await bomb("", Buffer.alloc(mega), 1024);
  const bombs: [string, Buffer, RegExp][] = [
    ["1 GB of zeros", zeros, /more than 400,000,000 bytes when inflated/],
    [
      "1 GB of spaces in an array",
      await bomb("[", Buffer.alloc(mega, " "), 1024),
      /more than 400,000,000 bytes/,
    ],
    ["gzip of gzip of 1 GB", gzipSync(zeros), /gzip inside gzip/],
    ["gzip of gzip of gzip", gzipSync(gzipSync(GZIP)), /gzip inside gzip/],
    ["390 MB of empty rows", await bomb("[", rows, 495), /cut short/],
    [
      "390 MB of rows after a good one",
      await bomb(first, rows, 495, "{}]"),
      /more than the allowed 1,000,000 rows/,
    ],
    ["390 MB of open brackets", await bomb("", Buffer.alloc(mega, "["), 372), /something else than rows/],
    [
      "390 MB of values in a row",
      await bomb("[{", Buffer.from('"a":0,'.repeat(mega / 6)), 372, '"b":0}]'),
      /values in row 1/,
    ],
    ["390 MB in one string", await bomb('[{"ides":"', Buffer.alloc(mega, "a"), 372, '"}]'), /.+/],
  ];
  let peak = 0;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  let slowest = 0;
  const policy = { attempts: 1, timeoutSeconds: 10, deadlineSeconds: 30 };
  const cases = bombs.map(([what, body, message]): [string, "bad", RunCase] => [
    what,
    "bad",
    async () => {
      const begun = performance.now();
      const outcome = await ask([{ body }], policy);
      slowest = Math.max(slowest, (performance.now() - begun) / 1000);
      refused(outcome, what, message);
      return outcome;
    },
  ]);
  await trying("gzip bombs: a gigabyte of zeros, nested gzip, empty rows, brackets", cases).finally(() =>
    clearInterval(watch),
  );
  const extra = Math.round((peak - before) / 1e6);
  const last = figures.pop() as Figures;
  figures.push({
    ...last,
    counts: { ...last.counts, peak_mb_more: extra, slowest_s: Number(slowest.toFixed(1)) },
  });
  assert.ok(extra < 2_000, `${extra} MB more`);
  assert.ok(slowest < 30, `${slowest} s`);
});

test.run();

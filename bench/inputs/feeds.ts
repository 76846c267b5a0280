import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import { sampleFeed, sampleTowns } from "../../sample/mod.ts";
import { made } from "./made.ts";

/** The first hour of each run of the model that the bench's feeds are of. */
const ISSUES = { older: "20260824T12", newer: "20260824T13" } as const;
/** How much gzip makes of text when nobody is in a hurry: the level of the real feed's. */
const LEVEL = 6;
/** Towns of a feed that is only there to try the bench. */
const FEW = 60;

export type Where = { readonly work: string; readonly quick: boolean };

/** The towns of the synthetic feed: all 2,463, or a few of them. */
export function feedTowns({ quick }: Where) {
  return sampleTowns().slice(0, quick ? FEW : undefined);
}

/** The whole hourly feed in the layout of 2023, on one line, gzip: 285,708 rows of 20 columns. Gives its path. */
export async function hourlyFeed(where: Where, issue: keyof typeof ISSUES = "older"): Promise<string> {
  return await made(where.work, named(`hourly-${issue}`, where), 20e6, async (path) => {
    await writeFile(path, gzipSync(feedText(where, issue), { level: LEVEL }));
  });
}

/** The same rows indented by four spaces, what is not ASCII escaped: 160 MB of text. Gives its path. */
export async function indentedFeed(where: Where): Promise<string> {
  return await made(where.work, named("indented", where), 20e6, async (path) => {
    const rows: unknown[] = JSON.parse(feedText(where, "older"));
    const text = rows.map((row) => JSON.stringify([row], undefined, 4).slice(2, -2)).join(",\n");
    const escaped = `[\n${text}\n]`.replace(
      /[\u0080-\uffff]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
    await writeFile(path, gzipSync(escaped, { level: LEVEL }));
  });
}

/**
 * A feed of `times` as many towns, further ones under municipality keys larger by 1,000, 2,000 and so on. Made
 * as a stream, and for that reason compressed in a hurry. Gives its path.
 */
export async function grownFeed(where: Where, times: number): Promise<string> {
  return await made(where.work, named(`grown-${times}`, where), times * 15e6, async (path) => {
    const texts = feedTowns(where).map((town) => {
      const text = sampleFeed({ issue: ISSUES.older, towns: [town] });
      return { idmun: town.idmun, rows: text.slice("[ ".length, -"]".length) };
    });
    function* chunks() {
      for (let copy = 0; copy < times; copy++) {
        for (const [index, { idmun, rows }] of texts.entries()) {
          yield copy === 0 && index === 0 ? "[ " : ", ";
          yield rows.replaceAll(`"idmun": "${idmun}"`, `"idmun": "${idmun + 1000 * copy}"`);
        }
      }
      yield "]";
    }
    await pipeline(Readable.from(chunks()), createGzip({ level: 1 }), createWriteStream(path));
  });
}

export function feedText(where: Where, issue: keyof typeof ISSUES): string {
  return sampleFeed({ issue: ISSUES[issue], towns: feedTowns(where) });
}

export function named(name: string, { quick }: Where): string {
  return `${name}${quick ? "-quick" : ""}.json.gz`;
}

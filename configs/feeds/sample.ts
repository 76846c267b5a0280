import type { Feed } from "../feed.ts";
import { smnHourly } from "./smn_hourly.ts";

/**
 * A synthetic feed in the shape of `smn-hourly`, served by `serve-sample` on this machine: for trying the
 * program, and for tests, without a network.
 */
export const sample: Feed = {
  ...smnHourly,
  name: "sample",
  title: {
    en: "Synthetic municipal forecast by the hour",
    es: "Pronóstico municipal por hora, sintético",
  },
  attribution: "Synthetic: made by municlima's own generator, not a forecast",
  license: { title: "CC0 1.0", path: "https://creativecommons.org/publicdomain/zero/1.0/" },
  synthetic: true,
  urls: ["http://127.0.0.1:8317/sample.json.gz"],
  headers: { Accept: "*/*", "Accept-Encoding": "identity" },
};

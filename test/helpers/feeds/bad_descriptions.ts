/** The least that describes a feed. */
export const LEAST = {
  name: "mine",
  urls: ["https://example.org/feed.json.gz"],
  clock: "America/Mexico_City",
  columns: [
    { name: "state", type: "integer" },
    { name: "town", type: "integer" },
    { name: "hour", type: "datetime" },
    { name: "label", type: "string" },
    { name: "temp", type: "number", unit: "°C" },
  ],
  key: ["state", "town"],
  time: "hour",
};

/** Parts of a description that break a rule of their own, and what is said of them. */
export const BAD_PARTS: readonly [part: object, problem: string][] = [
  [{ name: "My feed" }, '"name" must be small letters, digits and hyphens, not starting with a hyphen.'],
  [{ name: "-mine" }, '"name" must be small letters, digits and hyphens, not starting with a hyphen.'],
  [{ title: " " }, '"title" must not be empty.'],
  [{ synthetic: "no" }, '"synthetic" must be of type boolean.'],
  [{ noun: "station" }, '"noun" must be of type object.'],
  [{ noun: { singular: "station" } }, '"noun.plural" is missing.'],
  [{ noun: { singular: 3, plural: "x" } }, '"noun.singular" must be a text or { "en", "es" }.'],
  [{ title: 3 }, '"title" must be a text or { "en", "es" }.'],
  [{ urls: [] }, '"urls.0" is missing.'],
  [{ urls: ["https://a.mx", "ftp://b.mx"] }, '"urls.1" must be an http or https URL.'],
  [{ urls: ["file:///etc/passwd"] }, '"urls.0" must be an http or https URL.'],
  [{ urls: ["https://${HOST}/feed"] }, '"urls.0" must not have a variable in its host.'],
  [{ urls: ["https://a.mx/${1}"] }, '"urls.0" must name its variables as in ${AIR_TOKEN}.'],
  [{ urls: ["https://a.mx/${KEY"] }, '"urls.0" must name its variables as in ${AIR_TOKEN}.'],
  [{ headers: { a: "Bearer ${a-b}" } }, '"headers.a" must name its variables as in ${AIR_TOKEN}.'],
  [{ public_urls: "yes" }, '"public_urls" must be of type boolean.'],
  [{ headers: { "X Key": "1" } }, '"headers.X Key" must be the name of an HTTP header.'],
  [{ headers: ["X-Key: 1"] }, '"headers" must be of type object.'],
  [{ headers: { a: "1\r\nb: 2" } }, '"headers.a" must be printable ASCII on one line.'],
  [{ clock: "Mexico/Nowhere" }, '"clock" must be an IANA time zone.'],
  [{ clock: "UTC-6" }, '"clock" must be an IANA time zone.'],
  [{ key: [] }, '"key.0" is missing.'],
  [{ expected: { towns: 0 } }, '"expected.towns" must be at least 1.'],
  [{ caps: { body_bytes: 1.5 } }, '"caps.body_bytes" must be of type integer.'],
  [{ caps: { text_bytes: "400 MB" } }, '"caps.text_bytes" must be of type number.'],
  [{ means: [{ name: "m", of: [] }] }, '"means.0.of.0" is missing.'],
];

/** Likewise columns beside those of the least. */
export const BAD_COLUMNS: readonly [column: object, problem: string][] = [
  [
    { name: "1st", type: "number" },
    '"columns.5.name" must be letters, digits and underscores, not starting with a digit.',
  ],
  [
    { name: "x", type: "float" },
    '"columns.5.type" must be one of "integer", "number", "string", "datetime".',
  ],
  [{ name: "temp", type: "number" }, '"columns.5.name" repeats the name "temp".'],
  [
    { name: "day", type: "datetime" },
    '"columns.5.type" makes "day" a datetime beside the time column "hour".',
  ],
  [
    { name: "x", type: "number", minimum: 2, maximum: 1 },
    '"columns.5" has a minimum of 2 above its maximum of 1.',
  ],
  [{ name: "x", type: "string", maximum: 1 }, '"columns.5" has a range, which is for integers and numbers.'],
  [{ name: "version", type: "number" }, '"columns.5.name" is "version", which every snapshot\'s table has.'],
  [{ name: "x", type: "number", minimum: -Infinity }, '"columns.5.minimum" must be finite.'],
  [{ name: "x", type: "number", missing: [null] }, '"columns.5.missing.0" must be a text or a number.'],
  [{ name: "x", type: "number", minimum: "0" }, '"columns.5.minimum" must be of type number.'],
];

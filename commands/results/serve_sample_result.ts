/** Where the sample feed is served; `--json` prints it as it is, on one line, before the first request. */
export type ServeSampleResult = {
  readonly schema_version: 1;
  readonly command: "serve-sample";
  readonly url: string;
};

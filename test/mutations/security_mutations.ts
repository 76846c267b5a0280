import type { Mutation } from "./mutation.ts";

/** What protects secrets, and what keeps foreign servers and descriptions from doing harm, and how it is taken out. */
export const SECURITY_MUTATIONS: readonly Mutation[] = [
  {
    protection: "Of a URL no more than scheme and host is shown",
    file: "io/public_url.ts",
    from: "return href === shown ? shown : `${shown}${HIDDEN}`;",
    to: "return href;",
    tests: "(io/public_url|e2e/secrets)",
  },
  {
    protection: "Of a URL that cannot be read nothing is shown",
    file: "io/public_url.ts",
    from: 'if (host === "") return `${scheme}${HIDDEN}`;',
    to: 'if (host === "") return text;',
    tests: "(io/public_url|e2e/secrets)",
  },
  {
    protection: "What a variable of a URL holds is shown nowhere",
    file: "io/fetch/_feed_requests.ts",
    from: "source: publicUrls === true ? url : publicUrl(url),",
    to: "source: publicUrls === true ? fillIn(url, inUrl) : publicUrl(url),",
    tests: "(io/fetch|e2e/secrets)",
  },
  {
    protection: "What a variable holds cannot change which host is asked",
    file: "io/fetch/_feed_requests.ts",
    from: "encodeURIComponent(lookUp(variable))",
    to: "lookUp(variable)",
    tests: "io/fetch",
  },
  {
    protection: "A variable that is not set ends the run before anybody is asked",
    file: "io/fetch/_feed_requests.ts",
    from: 'if (value !== "") return value;',
    to: 'if (value !== "never") return value;',
    tests: "(io/fetch|e2e/secrets)",
  },
  {
    protection: "The URL of a user is not public because the feed's own are",
    file: "io/body/read_feed_source.ts",
    from: "feed.publicUrls === true && feed.urls.includes(from)",
    to: "feed.publicUrls === true",
    tests: "io/body/read_feed_source",
  },
  {
    protection: "A redirect's target is shown without what may be secret",
    file: "io/fetch/_check_redirect.ts",
    from: 'redirects to "${publicUrl(next)}"',
    to: 'redirects to "${next}"',
    tests: "(io/fetch|e2e/secrets)",
  },
  {
    protection: "An error that is kept as a cause holds no request",
    file: "io/fetch/_plain_cause.ts",
    from: "return Object.assign(",
    to: "return error ?? Object.assign(",
    tests: "io/fetch",
  },
  {
    protection: "What an unknown flag was given is shown nowhere",
    file: "commands/call/usage_message.ts",
    from: '  [/^unknown option "([^=]+)=.*"$/, \'unknown option "$1"\'],\n',
    to: "",
    tests: "(commands/call/usage_message|e2e/secrets)",
  },
  {
    protection: "A feed's secrets stay out of the data folder",
    file: "pipelines/ingest/_publish_snapshot.ts",
    from: "await claimFolder(data, publicFeed(feed));",
    to: "await claimFolder(data, feed ?? publicFeed(feed));",
    tests: "e2e/secrets",
  },
  {
    protection: "A proxy that cannot be asked is named before anybody is asked",
    file: "io/fetch/fetch_feed.ts",
    from: "for (const { url } of addresses) checkProxy(url);",
    to: "",
    tests: "(e2e/proxy|e2e/secrets)",
  },
];

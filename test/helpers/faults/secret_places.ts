/** Where a person may put a secret into a feed's description. A secret is a word of small letters and digits. */
export type SecretPlace = {
  readonly name: string;
  /** Put after the path of a URL that ends in none of these parts. */
  readonly path?: (secret: string) => string;
  readonly query?: (secret: string) => string;
  readonly fragment?: (secret: string) => string;
  readonly user?: (secret: string) => string;
  readonly headers?: (secret: string) => Readonly<Record<string, string>>;
  /** Variables of the environment. */
  readonly environment?: (secret: string) => Readonly<Record<string, string>>;
};

const QUERY_NAMES =
  "pw pin k sid pass pwd secret hash appid key api_key apikey token access_token auth sig signature code session jwt client_secret q id u x-amz-signature subscription-key";
const HEADER_NAMES =
  "Authorization X-Api-Key Referer Cookie User-Agent Accept Cache-Control Proxy-Authorization X-Auth From Origin If-Match";

/** Every place that this program may be given a secret in by the description of a feed. */
export const SECRET_PLACES: readonly SecretPlace[] = [
  { name: "a part of the path", path: (secret) => `/forecast/${secret}/now` },
  { name: "the end of the path", path: (secret) => `/${secret}` },
  { name: "a file's name", path: (secret) => `/${secret}.json.gz` },
  { name: "after a double slash", path: (secret) => `//${secret}` },
  { name: "after an at sign in the path", path: (secret) => `/@${secret}` },
  { name: "after a colon in the path", path: (secret) => `/key:${secret}` },
  { name: "percent-encoded in the path", path: (secret) => `/%2F${secret}%2F` },
  { name: "a matrix parameter", path: (secret) => `;token=${secret}` },
  { name: "a matrix parameter amid the path", path: (secret) => `/a;jsessionid=${secret}/b` },
  ...QUERY_NAMES.split(" ").map((name) => ({
    name: `the parameter "${name}"`,
    query: (secret: string) => `${name}=${secret}`,
  })),
  { name: "a query without a name", query: (secret) => secret },
  { name: "a parameter's name", query: (secret) => `${secret}=1` },
  { name: "after a semicolon in the query", query: (secret) => `a=1;pin=${secret}` },
  { name: "a URL in the query", query: (secret) => `next=https://example.org/?t=${secret}` },
  { name: "the fragment", fragment: (secret) => secret },
  { name: "a parameter of the fragment", fragment: (secret) => `access_token=${secret}` },
  { name: "the password", user: (secret) => `me:${secret}` },
  { name: "the user name", user: (secret) => secret },
  ...HEADER_NAMES.split(" ").map((name) => ({
    name: `the header "${name}"`,
    headers: (secret: string) => ({ [name]: `Bearer ${secret}` }),
  })),
  {
    name: "a variable in the path",
    path: () => "/${KEY_OF_PATH}",
    environment: (secret) => ({ KEY_OF_PATH: secret }),
  },
  {
    name: "a variable in the query",
    query: () => "v=${KEY_OF_QUERY}",
    environment: (secret) => ({ KEY_OF_QUERY: `${secret}&a=1` }),
  },
  {
    name: "a variable as the password",
    user: () => "me:${KEY_OF_USER}",
    environment: (secret) => ({ KEY_OF_USER: `${secret}@home/` }),
  },
  {
    name: "a variable in a header",
    headers: () => ({ "X-Variable": "Bearer ${KEY_OF_HEADER}" }),
    environment: (secret) => ({ KEY_OF_HEADER: `${secret} "x"` }),
  },
  {
    name: "a variable that nothing names",
    environment: (secret) => ({ AWS_SECRET_ACCESS_KEY: secret }),
  },
];

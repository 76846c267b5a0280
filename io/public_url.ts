/** Names of parameters that are asked for to know who asks. */
const SECRET_NAME = /key|token|secret|pass|pwd|auth|sig|cred|session|jwt|bearer|^code$/i;
/** What reads like a key rather than like words, a number or a time: long, of letters and digits. */
const SECRET_VALUE = /^(?=.*\d)(?=.*[a-z])[\w.~+/=%-]{20,}$/i;
/** What stands for a value that is hidden. */
const HIDDEN = "***";

/**
 * A URL as messages, manifests and logs may show it: without user name, password and fragment, and with `***`
 * for the value of each parameter whose name or look is that of a secret. A broken URL loses all that
 * may be one; a text that is none stays as it is. Secrets in the path are not found.
 *
 * @example
 * ```ts
 * publicUrl("https://me:word@example.org/feed?method=3&token=abc"); // "https://example.org/feed?method=3&token=***"
 * ```
 */
export function publicUrl(url: string): string {
  if (!URL.canParse(url)) {
    if (!url.includes("//")) return url;
    return url.replace(/\/\/[^/?#]*@/, "//").replace(/([?#]).+$/s, `$1${HIDDEN}`);
  }
  const whole = new URL(url);
  const search = publicSearch(whole.search);
  if (whole.username + whole.password + whole.hash === "" && search === whole.search) return url;
  whole.username = "";
  whole.password = "";
  whole.hash = "";
  whole.search = "";
  return whole.href + search;
}

/** Kept as it is written, but for what is hidden. */
function publicSearch(search: string): string {
  return search.replace(/([?&;])([^=&;]*)=([^&;]*)/g, (pair, before: string, name: string, value: string) => {
    const isSecret = SECRET_NAME.test(decoded(name)) || SECRET_VALUE.test(decoded(value));
    return isSecret && value !== "" ? `${before}${name}=${HIDDEN}` : pair;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

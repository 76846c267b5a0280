import { getProxyForUrl } from "proxy-from-env";
import { Failure } from "../../errors/mod.ts";

/**
 * Makes sure that the proxy which the environment names for a URL, if any, is one that can be asked. Which one that is
 * is found as axios finds it.
 *
 * @throws {Failure} `config` for an address that is malformed, or of another scheme such as "socks5:"
 */
export function checkProxy(url: string): void {
  const proxy = getProxyForUrl(url);
  if (proxy === "" || isHttp(proxy)) return;
  const scheme = new URL(url).protocol.slice(0, -1);
  const names = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase(), "all_proxy", "ALL_PROXY"];
  const name = names.find((name) => (process.env[name] ?? "") !== "");
  // The address may hold a password: it is not shown.
  throw new Failure(
    "config",
    `${name} in the environment is not the address of a proxy that can be asked. Write it as "http://host:port" or "http://user:password@host:port", with what is special in it percent-encoded. SOCKS is not supported.`,
  );
}

function isHttp(proxy: string): boolean {
  if (!URL.canParse(proxy)) return false;
  const { protocol, username, password } = new URL(proxy);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return protocol === "http:" || protocol === "https:";
}

/** What axios finds its proxy with; it comes without types. */
declare module "proxy-from-env" {
  /** The proxy that the environment names for a URL, with its scheme; empty where there is none. */
  export function getProxyForUrl(url: string): string;
}

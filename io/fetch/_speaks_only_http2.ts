import { Buffer } from "node:buffer";
import type { AxiosError } from "axios";

/** The type of a frame that each HTTP/2 server begins with, and where in the frame it stands (RFC 9113, section 4.1). */
const SETTINGS = 4;
const TYPE_AT = 3;

/**
 * Whether a server turned out to speak HTTP/2 alone: it begins with a frame of HTTP/2, refuses the TLS handshake for
 * want of that protocol, or says so with a status or, as Node's servers do, in words.
 */
export function speaksOnlyHttp2({ code, cause, response }: AxiosError): boolean {
  if (response !== undefined) {
    const { status, data, headers } = response;
    if (status === 505 || (status === 426 && /\bh2c?\b/i.test(String(headers.upgrade)))) return true;
    const words = data instanceof Uint8Array ? Buffer.from(data).toString("latin1") : "";
    return status === 403 && words.startsWith("Missing ALPN Protocol");
  }
  const { rawPacket } = (cause ?? {}) as { readonly rawPacket?: Uint8Array };
  return /NO_APPLICATION_PROTOCOL/.test(code ?? "") || rawPacket?.[TYPE_AT] === SETTINGS;
}

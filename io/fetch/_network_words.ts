/** Node's codes for what goes wrong between two machines, in words. */
const WORDS: Readonly<Record<string, string>> = {
  EAI_AGAIN: "host name could not be looked up",
  ECONNABORTED: "timed out",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection cut",
  EHOSTUNREACH: "host out of reach",
  ENETUNREACH: "network out of reach",
  ENOTFOUND: "host not found",
  EPIPE: "connection cut",
  EPROTO: "TLS handshake failed",
  ERR_FR_TOO_MANY_REDIRECTS: "too many redirects",
  ERR_SSL_WRONG_VERSION_NUMBER: "TLS handshake failed",
  ETIMEDOUT: "timed out",
};

/** What is known of an error of the network; the code may be absent. */
type NetworkError = { readonly code?: string | undefined; readonly message: string };

/** A network error in a few words: those for its code if there are any, else its own, on one line. */
export function networkWords(error: NetworkError): string {
  const message = error.message.trim().replace(/\s+/g, " ");
  if (isCertificateError(error)) return `TLS certificate not accepted: ${message}`;
  if (error.code?.startsWith("HPE_")) return "answer breaks the rules of HTTP";
  return WORDS[error.code ?? ""] ?? message;
}

/**
 * Whether the server's certificate was not accepted. Each flaw has a code of its own, and another one on
 * Deno, but every message names the certificate.
 */
export function isCertificateError(error: NetworkError): boolean {
  return /certificate/i.test(error.message);
}

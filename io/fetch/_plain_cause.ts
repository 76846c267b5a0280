import type { AxiosError } from "axios";

/**
 * What may be kept of an error of axios as a cause: its words, its code and the status. All else of it holds the
 * request, with the URL and the headers as they were sent.
 */
export function plainCause(error: AxiosError): Error {
  return Object.assign(new Error(error.message), { code: error.code, status: error.status });
}

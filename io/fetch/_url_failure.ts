/**
 * Why one request for a feed failed. Its message is a clause that begins with the URL, for the sentence
 * that tells how all of them went.
 */
export class UrlFailure extends Error {
  override readonly name = "UrlFailure";
  /** False where the same URL would fail again. */
  readonly transient: boolean;
  /** How long the server asked to be left alone, in milliseconds. */
  readonly retryAfter: number;
  /** What may help besides trying again, as a sentence. */
  readonly advice: string | undefined;

  constructor(message: string, details: UrlFailureDetails) {
    super(message, { cause: details.cause });
    this.transient = details.transient;
    this.retryAfter = details.retryAfter ?? 0;
    this.advice = details.advice;
  }
}

export type UrlFailureDetails = {
  readonly transient: boolean;
  readonly retryAfter?: number | undefined;
  readonly advice?: string | undefined;
  readonly cause?: unknown;
};

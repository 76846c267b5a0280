/** What takes a feed's text as it comes out of its envelope, piece by piece, and makes something of it. */
export type TextSink<Made> = {
  readonly write: (piece: Uint8Array) => void;
  /** What was made of the whole text; asked for only when all of it was good. */
  readonly end: () => Made;
};

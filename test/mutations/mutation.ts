/** A protection taken out of the source, and the tests that must turn red when it is. */
export type Mutation = {
  /** What protects, in a few words. */
  readonly protection: string;
  readonly file: string;
  /** The text that is taken out: exactly once in the file. */
  readonly from: string;
  /** What stands there instead. */
  readonly to: string;
  /** A pattern of the test files to run. */
  readonly tests: string;
};

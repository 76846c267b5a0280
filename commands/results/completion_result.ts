/** The script that makes a shell complete the command line; `--json` prints it as it is. */
export type CompletionResult = {
  readonly schema_version: 1;
  readonly command: "completion";
  readonly shell: "bash" | "zsh" | "fish";
  readonly script: string;
};

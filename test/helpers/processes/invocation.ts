import type { Invocation } from "../../../commands/call/invocation.ts";
import { plainScreen } from "./plain_screen.ts";

type World = Partial<Pick<Invocation, "args" | "cwd" | "environment">> & {
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** A command's call with these flags, and what it printed and told so far. */
export function invocation(
  flags: Invocation["flags"],
  { args = [], cwd = "/", environment = {}, json = false, quiet = false }: World = {},
): { call: Invocation; printed: () => string; told: () => string } {
  const printed: string[] = [];
  const told: string[] = [];
  const output = {
    screen: plainScreen(),
    print: (text: string) => printed.push(text),
    printAll: async (pieces: Parameters<Invocation["output"]["printAll"]>[0]) => {
      for await (const piece of pieces) printed.push(Buffer.from(piece).toString());
    },
    tell: (text: string) => told.push(text),
    errors: { write: (text: string) => told.push(text) },
    json,
    quiet,
  };
  return {
    call: { args, flags, cwd, environment, output },
    printed: () => printed.join(""),
    told: () => told.join(""),
  };
}

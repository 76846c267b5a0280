import { Command } from "commander";
import type { Invocation } from "../../../commands/call/invocation.ts";
import { plainScreen } from "./plain_screen.ts";

type World = Partial<Pick<Invocation, "args" | "cwd" | "environment" | "commandLine">> & {
  readonly json?: boolean;
  readonly quiet?: boolean;
};

/** A command's call with these flags, and what it printed and told so far. */
export function invocation(
  flags: Invocation["flags"],
  {
    args = [],
    cwd = "/",
    environment = {},
    commandLine = new Command(),
    json = false,
    quiet = false,
  }: World = {},
): { call: Invocation; printed: () => string; told: () => string } {
  const printed: string[] = [];
  const told: string[] = [];
  const output = {
    screen: plainScreen(),
    print: (text: string) => printed.push(text),
    write: async (bytes: Uint8Array) => {
      printed.push(new TextDecoder().decode(bytes));
    },
    tell: (text: string) => told.push(text),
    errors: { write: (text: string) => told.push(text) },
    json,
    quiet,
  };
  return {
    call: { args, flags, cwd, environment, commandLine, output },
    printed: () => printed.join(""),
    told: () => told.join(""),
  };
}

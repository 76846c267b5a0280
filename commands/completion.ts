import type { Invocation } from "./call/invocation.ts";
import { bashScript } from "./complete/bash_script.ts";
import { commandWords } from "./complete/command_words.ts";
import { fishScript } from "./complete/fish_script.ts";
import { zshScript } from "./complete/zsh_script.ts";
import type { CompletionResult } from "./results/completion_result.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** `municlima completion <shell>`: a script that makes a shell complete the command line, made of the command line itself. */
export async function completionCommand({ args, commandLine, output }: Invocation): Promise<void> {
  const shell = args[0] as keyof typeof SCRIPTS;
  const script = SCRIPTS[shell](commandWords(commandLine));
  if (!output.json) output.print(script);
  else {
    const document: CompletionResult = { schema_version: 1, command: "completion", shell, script };
    output.print(`${JSON.stringify(document, undefined, 2)}\n`);
  }
}

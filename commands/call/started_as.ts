/**
 * How the user started this program: what the help, the summaries and the messages tell to run should work as it
 * stands.
 *
 * @param environment in which npm says what it runs (https://docs.npmjs.com/cli/using-npm/scripts#environment)
 *
 * @example
 * ```ts
 * startedAs({ npm_command: "exec" }); // "npx municlima"
 * ```
 */
export function startedAs(
  environment: Readonly<Record<string, string | undefined>>,
  isDeno = Reflect.has(globalThis, "Deno"),
): string {
  if (isDeno) return "deno task municlima";
  const script = environment.npm_lifecycle_event ?? "";
  if (script === "npx" || environment.npm_command === "exec") return "npx municlima";
  return ["municlima", "demo"].includes(script) ? "npm run -s municlima --" : "municlima";
}

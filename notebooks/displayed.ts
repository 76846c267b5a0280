/** What a notebook shows in its richest form, and a terminal as text. */
export type Displayed = {
  /** The text that a terminal gets. */
  readonly toString: () => string;
  /** Each form of it by its media type. */
  readonly forms: Readonly<Record<string, string>>;
};

/** Makes what has these forms known to the Deno kernel, and to the consoles of Deno and Node. */
export function displayed(forms: Readonly<Record<string, string>> & { "text/plain": string }): Displayed {
  const toText = () => forms["text/plain"];
  return {
    forms,
    toString: toText,
    // As the kernel asks for it.
    [Symbol.for("Jupyter.display")]: () => forms,
    [Symbol.for("Deno.customInspect")]: toText,
    [Symbol.for("nodejs.util.inspect.custom")]: toText,
  };
}

type Notebook = { readonly metadata: object } & Readonly<Record<string, unknown>>;

/** A notebook that has run as it is kept: without what differs between two versions of Jupyter or of Deno. */
export function keptNotebook(text: string): string {
  const notebook: Notebook = JSON.parse(text);
  const metadata = {
    kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
  };
  return `${JSON.stringify({ ...notebook, metadata }, undefined, 1)}\n`;
}

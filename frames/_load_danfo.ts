type Danfo = typeof import("danfojs-node");

/** Loads danfo. Where the program is compiled, a package in CommonJS is the default of its import. */
export async function loadDanfo(): Promise<Danfo> {
  const loaded: Danfo & { readonly default?: Danfo } = await import("danfojs-node");
  return loaded.default ?? loaded;
}

/** What an element may be given: attributes, and a handler for its clicks. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
export type Child = Node | string | undefined | false;

/**
 * Makes an element. Text becomes a text node: no name of a feed is ever HTML. An attribute that is undefined or
 * false is left out.
 *
 * @example
 * ```ts
 * h("button", { type: "button", "aria-pressed": "true" }, "Temperature");
 * ```
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Owns the few steps every page of ours takes with the document. */

/** The element with this id; a page without it is a fault of ours. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}.`)
  return element as T
}

/** Writes text only where it changed, so that live regions do not repeat themselves. */
export function show(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

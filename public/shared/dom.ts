/** Finds, makes and fills elements. Text is inserted as text, never as HTML. */

/** Where letters are typed, and keys keep their usual effect. */
export const FIELDS = 'input, textarea, select, [contenteditable]'

/** The element with this id. Throws if the page has none. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}.`)
  return element as T
}

/** Sets text only if it changed, so that live regions do not repeat themselves. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** Sets a custom property only if it changed. */
export function setProperty(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value)
}

/** An element with a text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  text = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  if (className) element.className = className
  if (text) element.textContent = text
  return element
}

/**
 * An element with a text that somebody wrote: its writing direction is its own, and does not affect what is around
 * it.
 */
export function written<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text: string,
): HTMLElementTagNameMap[Name] {
  const element = make(name, className, text)
  element.dir = 'auto'
  // Names are the same in every language.
  if (name === 'b' || className === 'handle') element.translate = false
  return element
}

/** A round button. `name`: its accessible name, if its text is not enough. */
export function pill(text: string, pressed: () => void, name?: string): HTMLButtonElement {
  const button = make('button', 'pill', text)
  button.type = 'button'
  if (name) button.setAttribute('aria-label', name)
  button.addEventListener('click', pressed)
  return button
}

/** A label for a field, which gets this id. */
export function labelFor(field: HTMLElement, id: string, text: string): HTMLLabelElement {
  const label = make('label', '', text)
  label.htmlFor = field.id = id
  return label
}

/** A link to another page of ours, in a tab of its own. */
export function newTabLink(text: string, href: string): HTMLAnchorElement {
  const link = make('a', '', text)
  link.href = href
  link.target = '_blank'
  link.rel = 'noopener'
  return link
}

/** A field with a label and one button. */
export function fieldForm(
  field: HTMLInputElement,
  id: string,
  name: string,
  button: string,
  act: () => void,
): HTMLFormElement {
  const form = make('form', 'field-row')
  const label = labelFor(field, id, name)
  field.autocomplete = 'off'
  field.dir = 'auto'
  form.append(label, field, make('button', 'pill', button))
  form.addEventListener('submit', event => {
    event.preventDefault()
    act()
  })
  return form
}

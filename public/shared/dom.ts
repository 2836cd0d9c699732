/** Owns how scripts make elements: name, class, text; nothing is ever taken for HTML. */

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

/** An element with a text that somebody wrote: it has its own direction, and changes none around it. */
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

/** A pill to press. `name`: what it is called where its text does not say enough. */
export function pill(text: string, pressed: () => void, name?: string): HTMLButtonElement {
  const button = make('button', 'pill', text)
  button.type = 'button'
  if (name) button.setAttribute('aria-label', name)
  button.addEventListener('click', pressed)
  return button
}

/** Fills a select with "none" and these letters; keeps what is chosen where it still exists. */
export function fillLetters(select: HTMLSelectElement, letters: string[], none: string): void {
  const known = [...select.options].map(option => option.value).join('')
  if (select.options.length > 0 && known === letters.join('')) return
  const { value } = select
  select.textContent = ''
  for (const letter of ['', ...letters]) {
    const option = make('option', '', letter || none)
    option.value = letter
    option.translate = letter === ''
    select.append(option)
  }
  select.value = letters.includes(value) ? value : ''
}

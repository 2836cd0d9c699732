/** The keys of the choices: arrows move among them, and their letters cast a vote. */

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Lets arrows move the focus among the buttons of an element. */
export function onArrowKeys(place: HTMLElement): void {
  place.addEventListener('keydown', event => {
    const buttons = [...place.querySelectorAll('button')]
    const step = STEPS[event.key]
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (!step || here < 0 || hasModifier(event)) return
    event.preventDefault()
    buttons[(here + step + buttons.length) % buttons.length]!.focus()
  })
}

/** Calls back with a typed letter, except in a text field or the chat, or with Ctrl, Alt or Meta. */
export function onLetterKey(isOn: () => boolean, typed: (letter: string) => void): void {
  document.addEventListener('keydown', event => {
    const target = event.target as Element
    if (!isOn() || event.repeat || hasModifier(event)) return
    if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], #chat-panel')) return
    if (/^[a-l]$/i.test(event.key)) typed(event.key.toUpperCase())
  })
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey
}

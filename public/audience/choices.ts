/** Draws the buttons of the choices, sets their accessible names, and handles their keys. */
import type { Poll } from '../../src/core/protocol/poll'
import type { VoteView } from './own-vote'
import { make, setText, written } from '../shared/dom'
import { words } from '../shared/words'

type Mark = 'recorded' | 'sending' | 'kept' | 'right' | ''

const markWords: Record<Mark, string> = {
  recorded: words.tabs.yourVote,
  sending: words.tabs.sending,
  kept: words.tabs.kept,
  right: words.isRight,
  '': '',
}

export class Choices {
  private shown = ''

  /** @param tapped called with the letter of a tapped button */
  constructor(
    private readonly group: HTMLElement,
    private readonly tapped: (letter: string) => void,
  ) {
    group.addEventListener('click', event => {
      const button = (event.target as Element).closest('button')
      if (button?.dataset['letter']) this.tapped(button.dataset['letter'])
    })
    group.addEventListener('keydown', event => this.move(event))
  }

  /** Draws the choices and marks the voter's own. Buttons of a closed poll keep the focus. */
  update({ poll, recorded, wanted }: VoteView, isConnected: boolean): void {
    if (!poll) return
    this.build(poll)
    const pressed = wanted === undefined ? recorded : wanted
    for (const button of this.buttons()) {
      const isPressed = button.dataset['letter'] === pressed
      const isRight = button.dataset['letter'] === poll.right
      const mark: Mark = !isPressed
        ? isRight
          ? 'right'
          : ''
        : wanted === undefined
          ? 'recorded'
          : isConnected
            ? 'sending'
            : 'kept'
      button.dataset['mark'] = mark
      button.classList.toggle('right', isRight)
      button.setAttribute('aria-pressed', String(mark === 'recorded'))
      button.setAttribute('aria-disabled', String(poll.state === 'closed'))
      const label = button.querySelector<HTMLElement>('.mark')!
      const said = isRight && isPressed ? `${words.isRight} · ${markWords[mark]}` : markWords[mark]
      setText(label, said)
    }
  }

  private build(poll: Poll): void {
    const now = JSON.stringify(poll.choices)
    if (now === this.shown) return
    this.shown = now
    this.group.classList.toggle(
      'letters-only',
      poll.choices.every(choice => !choice.text),
    )
    this.group.textContent = ''
    this.group.append(...poll.choices.map(({ letter, text }) => buttonFor(letter, text)))
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.group.querySelectorAll('button')]
  }

  private move(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
    const step = steps[event.key]
    const buttons = this.buttons()
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (!step || here < 0 || hasModifier(event)) return
    event.preventDefault()
    buttons[(here + step + buttons.length) % buttons.length]!.focus()
  }
}

/** Calls back with a typed letter, except in a text field or the chat, or with Ctrl, Alt or Meta. */
export function onLetterKey(isOn: () => boolean, typed: (letter: string) => void): void {
  document.addEventListener('keydown', event => {
    const target = event.target as Element
    if (!isOn() || event.repeat || hasModifier(event)) return
    if (target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], #chat-panel')) return
    if (/^[a-h]$/i.test(event.key)) typed(event.key.toUpperCase())
  })
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey
}

function buttonFor(letter: string, text: string): HTMLButtonElement {
  const button = make('button')
  button.type = 'button'
  button.id = letter
  button.dataset['letter'] = letter
  const sign = written('span', 'letter', letter)
  sign.translate = false
  button.append(sign, written('span', 'text', text), written('span', 'mark', ''))
  return button
}

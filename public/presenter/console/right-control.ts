/** Marks the right answer: a list of letters for one choice, and for other types a button that leads to the sheet. */
import type { Poll } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import { byId, setText } from '../../shared/dom'
import { fillLetters } from '../../shared/poll/letter-select'
import { canBeRight } from '../right-answer'
import { presenterWords as words } from '../words'
import { isDisabled, setEnabled } from './disabled-buttons'
import { rightLabel } from './right-label'

interface Callbacks {
  /** Resolves to whether it was done. */
  send: (command: Command) => Promise<boolean>
  /** Opens the sheet in which the wording is corrected. */
  reword: () => void
  said: (sentence: string) => void
}

export class RightControl {
  private readonly list = byId<HTMLSelectElement>('right')
  /** In its place where one choice of a list does not say it. */
  private readonly button = byId('right-set')
  /** What holds. */
  private right: string | null = null
  /** The right answer that is on its way; empty: none. */
  private marked: string | undefined

  constructor(private readonly callbacks: Callbacks) {
    const { reword, said } = callbacks
    this.list.addEventListener('change', () => void this.mark())
    this.button.addEventListener('click', () => {
      if (isDisabled('right-set')) said(words.cannotBeRight)
      else reword()
    })
  }

  update(poll: Poll, right: string | null): void {
    this.right = right
    if (poll.type === 'one')
      fillLetters(
        this.list,
        poll.choices.map(choice => choice.letter),
        words.noRight,
      )
    this.drawList()
    this.drawButton(poll, right)
  }

  /** Marks the chosen letter; where that was not done, the list shows the right answer that holds. */
  private async mark(): Promise<void> {
    this.marked = this.list.value
    const isDone = await this.callbacks.send({ name: 'markRight', right: this.marked || null })
    this.marked = undefined
    if (!isDone) this.drawList()
  }

  /** Of other types than one choice a button says it: it stands where the list does, so that nothing moves. */
  private drawButton({ type, answer }: Poll, right: string | null): void {
    const { list, button } = this
    const isList = type === 'one'
    const focused = document.activeElement
    const hadFocus = focused === list || focused === button
    list.hidden = !isList
    button.hidden = isList
    if (hadFocus) (isList ? list : button).focus()
    byId<HTMLLabelElement>('right-label').htmlFor = isList ? 'right' : 'right-set'
    const label = right === null ? words.noneIsRight : rightLabel(right, answer)
    setText(button, label)
    button.title = label
    // What people wrote is in their language; so are letters and figures.
    button.translate = right === null
    setEnabled('right-set', canBeRight(type))
  }

  /** A choice that is on its way is shown at once. */
  private drawList(): void {
    this.list.value = this.marked ?? this.right ?? ''
  }
}

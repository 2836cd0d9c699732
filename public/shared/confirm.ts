/** Asks for confirmation before something is discarded: in the place of the button, without a dialog window. */
import { make, pill } from './dom'
import { words } from './words'

export interface Asking {
  /** What a "yes" will discard. */
  question: () => string
  yes: string
  act: () => void
  /** Another "yes", which does more. */
  more?: { yes: string; act: () => void }
  /** The button stays where it is, so that its neighbours do not move. */
  stays?: boolean
}

let open: (() => void) | undefined

/** Makes a button ask before it acts; "leave it" has the focus, and Escape cancels, too. */
export function confirmFirst(
  button: HTMLButtonElement,
  { question, yes, act, more, stays = false }: Asking,
): void {
  button.addEventListener('click', () => {
    cancelConfirmation()
    const text = question()
    const group = make('div', 'confirm')
    group.setAttribute('role', 'group')
    group.setAttribute('aria-label', text)
    const leave = () => {
      const hadFocus = group.contains(document.activeElement)
      group.remove()
      button.hidden = false
      open = undefined
      if (hadFocus) button.focus()
    }
    const no = pill(words.no, leave)
    const does = (name: string, acts: () => void) =>
      pill(name, () => {
        leave()
        acts()
      })
    group.append(make('p', '', text), does(yes, act), ...(more ? [does(more.yes, more.act)] : []), no)
    group.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return
      event.stopPropagation() // the elements around it stay open
      leave()
    })
    button.after(group)
    button.hidden = !stays
    open = leave
    no.focus()
    group.scrollIntoView({ block: 'nearest' })
  })
}

/** Removes the question, because its subject no longer exists. */
export function cancelConfirmation(): void {
  open?.()
}

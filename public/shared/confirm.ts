/** Asks before something is thrown away: in the place of the button itself, without a window. */
import { make, pill } from './dom'
import { words } from './words'

export interface Asking {
  /** What a "yes" will throw away. */
  question: () => string
  yes: string
  act: () => void
}

let open: (() => void) | undefined

/** Lets a button ask before it acts; "leave it" has the focus, Escape leaves it too. */
export function confirmFirst(button: HTMLButtonElement, { question, yes, act }: Asking): void {
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
    group.append(
      make('p', '', text),
      pill(yes, () => {
        leave()
        act()
      }),
      no,
    )
    group.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return
      event.stopPropagation() // what is around it stays open
      leave()
    })
    button.after(group)
    button.hidden = true
    open = leave
    no.focus()
  })
}

/** Takes the question away: what it asked about is not there any more. */
export function cancelConfirmation(): void {
  open?.()
}

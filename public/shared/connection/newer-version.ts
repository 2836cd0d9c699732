/** Offers to reload the page if the server has a newer version, and saves typed text across that reload. */
import { byId, make } from '../dom'
import { recallWord, rememberWord } from '../storage'
import { words } from '../words'

const TYPED = 'typed'
const FIELDS = 'textarea[id], input[id]:not([type]), input[id][type=text]'

type Typed = Record<string, string>

/** Whether the server has another version of this page. */
export function isOutdated(build: string | undefined): boolean {
  const own = document.documentElement.dataset['build']
  return own !== undefined && build !== undefined && build !== own
}

/** Shows that there is a newer version; reloads only when the user asks for it. */
export function offerReload(): void {
  if (document.getElementById('newer')) return
  const note = make('span')
  note.id = 'newer'
  note.setAttribute('role', 'status')
  const button = make('button', 'link', words.reload)
  button.type = 'button'
  button.addEventListener('click', () => {
    keepTyped()
    location.reload()
  })
  byId('status-message').after(' ', note)
  note.append(words.newer + ' ', button)
}

function keepTyped(): void {
  const typed: Typed = {}
  for (const field of document.querySelectorAll<HTMLInputElement>(FIELDS))
    if (!field.readOnly && field.value !== field.defaultValue) typed[field.id] = field.value
  rememberWord(TYPED, JSON.stringify(typed), 'tab')
}

/** Restores the text typed before the reload, into fields that exist now and are still empty. */
export function restoreTyped(): void {
  const text = recallWord(TYPED, 'tab')
  if (!text) return
  const typed = JSON.parse(text) as Typed
  for (const [id, value] of Object.entries(typed)) {
    const field = document.getElementById(id) as HTMLInputElement | null
    if (!field) continue
    delete typed[id]
    if (field.value) continue
    field.value = value
    field.dispatchEvent(new Event('input'))
  }
  rememberWord(TYPED, Object.keys(typed).length > 0 ? JSON.stringify(typed) : null, 'tab')
}

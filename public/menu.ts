/** Owns the one menu behind which everything lies that voting does not need. */
import { byId } from './page'
import { recallSwitch, rememberSwitch } from './tab'

export interface Menu {
  /** Whether the keys A-D cast. */
  letterKeys(): boolean
}

/** @param readTally is called when somebody asks to hear the tally */
export function initMenu(readTally: () => void): Menu {
  const opener = byId('more')
  const sheet = byId('more-sheet')
  const table = byId('table')
  const letterKeys = switchOf('letter-keys', true)
  const asTable = switchOf('as-table', false, isOn => {
    table.classList.toggle('visually-hidden', !isOn)
    byId('chart').hidden = isOn
  })
  asTable.dispatchEvent(new Event('change'))

  function open(isOpen: boolean): void {
    if (isOpen) void fillLobbyOnce()
    sheet.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) sheet.querySelector<HTMLElement>('button, input, a')?.focus()
    else opener.focus()
  }

  opener.addEventListener('click', () => open(sheet.hidden !== false))
  byId('close-more').addEventListener('click', () => open(false))
  byId('read-tally').addEventListener('click', readTally)
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !sheet.hidden) open(false)
  })
  return { letterKeys: () => letterKeys.checked }
}

let lobby: Promise<void> | undefined

/** The ways into other rooms load only when somebody looks for them. */
function fillLobbyOnce(): Promise<void> {
  lobby ??= import('./lobby').then(
    ({ fillLobby }) => fillLobby(byId('lobby')),
    () => {
      lobby = undefined // no line just now: the next opening tries again
    },
  )
  return lobby
}

function switchOf(id: string, standard: boolean, changed?: (isOn: boolean) => void): HTMLInputElement {
  const box = byId<HTMLInputElement>(id)
  box.checked = recallSwitch(id, standard)
  box.addEventListener('change', () => {
    rememberSwitch(id, box.checked)
    changed?.(box.checked)
  })
  return box
}

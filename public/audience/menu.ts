/** Owns the one menu behind which everything lies that voting does not need. */
import type { ClientSocket } from '../shared/connection/connection'
import { fillPart } from '../shared/lazy'
import { byId } from '../shared/dom'
import { rememberChecked } from '../shared/storage'

export interface Menu {
  /** Whether the keys A-D cast. */
  letterKeys(): boolean
}

/**
 * @param readTally is called when somebody asks to hear the tally
 * @param line is asked for once the menu is opened
 */
export function initMenu(readTally: () => void, line: () => ClientSocket): Menu {
  const opener = byId('more')
  const sheet = byId('more-sheet')
  const table = byId('table')
  const letterKeys = byId<HTMLInputElement>('letter-keys')
  const asTable = byId<HTMLInputElement>('as-table')
  const drawTable = (isTable: boolean) => {
    table.classList.toggle('visually-hidden', !isTable)
    byId('chart').hidden = isTable
  }
  rememberChecked(letterKeys, 'letter-keys', true)
  rememberChecked(asTable, 'as-table', false, drawTable)
  drawTable(asTable.checked)

  /** The ways to other rooms and to the wall load only when somebody looks for them. */
  function fill(): void {
    const [lobby, door] = [byId('lobby'), byId('wall-door')]
    fillPart<typeof import('./rooms-menu')>(lobby, ({ fillLobby }) => fillLobby(lobby))
    fillPart<typeof import('../wall/compose/main')>(door, ({ fillWallDoor }) =>
      fillWallDoor(door, { socket: line(), opener, leave: () => open(false) }),
    )
  }

  function open(isOpen: boolean): void {
    if (isOpen) fill()
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

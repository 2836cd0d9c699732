/** The menu with everything that is not needed for voting. */
import type { ClientSocket } from '../shared/connection/connection'
import { fillPart } from '../shared/lazy'
import { byId } from '../shared/dom'
import { rememberChecked } from '../shared/storage'

interface Callbacks {
  /** The user asks to have the tally read aloud. */
  readTally(): void
  socket(): ClientSocket
}

export class Menu {
  private readonly sheet = byId('more-sheet')
  private readonly opener = byId('more')
  private readonly letterKeys = byId<HTMLInputElement>('letter-keys')

  constructor(private readonly callbacks: Callbacks) {
    const { sheet } = this
    const asTable = byId<HTMLInputElement>('as-table')
    const drawTable = (isTable: boolean) => {
      byId('table').classList.toggle('visually-hidden', !isTable)
      byId('chart').hidden = isTable
    }
    rememberChecked(this.letterKeys, 'letter-keys', true)
    rememberChecked(asTable, 'as-table', false, drawTable)
    drawTable(asTable.checked)
    this.opener.addEventListener('click', () => this.open(sheet.hidden !== false))
    byId('close-more').addEventListener('click', () => this.open(false))
    byId('read-tally').addEventListener('click', () => callbacks.readTally())
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !sheet.hidden) this.open(false)
    })
  }

  /** Whether the keys A to D cast a vote. */
  get hasLetterKeys(): boolean {
    return this.letterKeys.checked
  }

  private open(isOpen: boolean): void {
    const { sheet, opener } = this
    if (isOpen) this.fill()
    sheet.hidden = !isOpen
    opener.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) sheet.querySelector<HTMLElement>('button, input, a')?.focus()
    else opener.focus()
  }

  /** Loads the links to other rooms and to the wall once the menu is opened. */
  private fill(): void {
    const [rooms, wall] = [byId('rooms-menu'), byId('wall-links')]
    fillPart<typeof import('./rooms-menu')>(rooms, ({ fillRoomsMenu }) => fillRoomsMenu(rooms))
    fillPart<typeof import('../wall/compose/main')>(wall, ({ fillWallLinks }) =>
      fillWallLinks(wall, {
        socket: this.callbacks.socket(),
        opener: this.opener,
        leave: () => this.open(false),
      }),
    )
  }
}

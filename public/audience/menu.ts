/** The sheet behind "More", with everything that is not needed for voting. Loads when it is first opened. */
import type { ClientSocket } from '../shared/connection/connection'
import type { BackGesture } from '../shared/back-gesture'
import { fillPart } from '../shared/lazy'
import { byId } from '../shared/dom'
import { shareRoom } from './share-room'

interface Callbacks {
  /** The user asks to have the tally read aloud. */
  readTally(): void
  socket: ClientSocket
}

export class Menu {
  private readonly sheet = byId('more-sheet')
  private readonly opener = byId('more')
  private wantsCode = false

  constructor(
    private readonly callbacks: Callbacks,
    private readonly backGesture: BackGesture,
  ) {
    this.sheet.prepend(shareRoom())
    byId('close-more').addEventListener('click', () => this.close())
    byId('read-tally').addEventListener('click', () => callbacks.readTally())
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.close()
    })
  }

  /** Opens or closes the sheet. `wantsCode`: opens it with the focus on the code of another room. */
  toggle(wantsCode: boolean): void {
    this.wantsCode = wantsCode
    if (this.sheet.hidden) this.open()
    else this.close()
  }

  readonly close = (): void => {
    const { sheet, opener } = this
    if (sheet.hidden) return
    sheet.hidden = true
    opener.setAttribute('aria-expanded', 'false')
    opener.focus()
    this.backGesture.closed(this.close)
  }

  private open(): void {
    const { sheet, opener } = this
    sheet.hidden = false
    opener.setAttribute('aria-expanded', 'true')
    this.backGesture.opened(this.close)
    sheet.focus()
    this.fill()
    this.focusCode()
  }

  /** Loads the links to other rooms and to the wall once the menu is opened. */
  private fill(): void {
    const [rooms, wall] = [byId('rooms-menu'), byId('wall-links')]
    fillPart<typeof import('./rooms-menu')>(rooms, ({ fillRoomsMenu }) => {
      fillRoomsMenu(rooms)
      this.focusCode()
    })
    fillPart<typeof import('../wall/compose/main')>(wall, ({ fillWallLinks }) =>
      fillWallLinks(wall, {
        socket: this.callbacks.socket,
        opener: this.opener,
        backGesture: this.backGesture,
        leave: this.close,
      }),
    )
  }

  /** Whoever asked for another room goes on in the field for its code, once that is there. */
  private focusCode(): void {
    const field = byId('rooms-menu').querySelector('input')
    if (!field || !this.wantsCode) return
    this.wantsCode = false
    field.focus()
  }
}

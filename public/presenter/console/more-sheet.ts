/** The sheet "More": the projector's other pictures, the keys, and the settings of the room. */
import { byId, make, newTabLink } from '../../shared/dom'
import { Modal } from '../../shared/modal'
import { rememberChecked } from '../../shared/storage'
import { addressOf, roomCode } from '../../shared/urls'
import { presenterWords as words } from '../words'

interface Callbacks {
  /** The sheet was opened. */
  opened: () => void
  showJoin: () => void
  /** Makes every screen black, or brings its picture back. */
  black: () => void
}

export class MoreSheet {
  private readonly modal: Modal
  private readonly opened: () => void
  private readonly letterKeys = byId<HTMLInputElement>('letter-keys')

  constructor({ opened, showJoin, black }: Callbacks) {
    this.modal = new Modal(byId('more-sheet'), () => this.close())
    this.opened = opened
    byId('more').addEventListener('click', () => this.open())
    byId('close-more').addEventListener('click', () => this.close())
    byId('show-join').addEventListener('click', () => {
      this.close()
      showJoin()
    })
    byId('black-screens').addEventListener('click', () => {
      this.close()
      black()
    })
    byId('full-screen').addEventListener('click', () => this.close())
    byId('more-sheet').querySelector('.row')!.append(screenLink())
    rememberChecked(this.letterKeys, 'presenter-letter-keys', true)
    for (const [keys, does] of words.keys) {
      const row = make('div')
      row.append(make('dt', '', keys), make('dd', '', does))
      byId('keys').append(row)
    }
  }

  /** Whether single letters are keys outside text fields. */
  get hasLetterKeys(): boolean {
    return this.letterKeys.checked
  }

  /** Opens it at its top, or at one of its controls. */
  open(at: HTMLElement = byId('more-title')): void {
    this.modal.open(at)
    this.opened()
  }

  close(): void {
    this.modal.close(byId('more'))
  }
}

/** On a narrow page the projector's page is opened from here. */
function screenLink(): HTMLElement {
  const link = newTabLink(words.screenPage, addressOf(roomCode, 'screen'))
  link.className = 'pill narrow-only'
  return link
}

/** Shows an announcement and reads it to screen readers, until it is dismissed, withdrawn or an hour old. */
import { ANNOUNCEMENT_LIFETIME_MS } from '../../src/core/limits/input-limits'
import type { Announcement } from '../../src/core/protocol/chat'
import type { ClientSocket } from './connection/connection'
import { byId } from './dom'
import { recallWord, rememberWord } from './storage'

const DISMISSED = 'dismissed'

interface Callbacks {
  /** The space around the banner has changed. */
  resized?(): void
}

/** A page without a button to dismiss it, such as the projector's, shows it until it ends. */
export class AnnouncementBanner {
  constructor(socket: ClientSocket, callbacks: Callbacks = {}) {
    const banner = byId('announcement')
    const text = byId('announcement-text')
    let dismissed = recallWord(DISMISSED, 'tab')
    let id: string | undefined
    let timer: number | undefined

    function set(now: Pick<Announcement, 'id' | 'text'> | null): void {
      const shown = now && now.id !== dismissed ? now : undefined
      // The same text announced again has a new id and is read again; a snapshot repeats nothing.
      if (shown?.id === id) return
      id = shown?.id
      text.textContent = shown?.text ?? ''
      banner.parentElement!.classList.toggle('announced', shown !== undefined)
      clearTimeout(timer)
      if (shown) timer = window.setTimeout(set, ANNOUNCEMENT_LIFETIME_MS, null)
      callbacks.resized?.()
    }

    socket.on('snapshot', ({ announcement }) => set(announcement))
    socket.on('message', said => {
      if (said.id) set({ id: said.id, text: said.text })
    })
    socket.on('announcementWithdrawn', withdrawn => {
      if (withdrawn === id) set(null)
    })
    document.getElementById('dismiss')?.addEventListener('click', () => {
      dismissed = id!
      rememberWord(DISMISSED, dismissed, 'tab')
      set(null)
      const choice = byId('choices').querySelector('button')
      choice?.focus()
      // A sheet over the page lets nothing below it have the focus.
      if (document.activeElement !== choice)
        document.querySelector<HTMLElement>('.side-sheet[data-open]')?.focus()
    })
  }
}

/**
 * The tab with the questions from the room, on the pages of those who answer them: loads its part once it is opened or
 * people may ask, and counts what waits.
 */
import type { AsksNews } from '../../../src/core/protocol/asks'
import type { AsksCare } from '../../asks/care/main'
import type { BackGesture } from '../back-gesture'
import type { ClientSocket } from '../connection/connection'
import { byId, pill, setText } from '../dom'
import { loadPart } from '../lazy'
import type { ReportCounts } from '../reports/counts'
import { words } from '../words'

interface Callbacks {
  backGesture: BackGesture
  said: (sentence: string) => void
  reports: ReportCounts
  /** Saves the questions of this lesson as a file, where this page may; resolves to the sentence to show. */
  save?: () => Promise<string>
}

export class AsksSection {
  private readonly place = byId('asks-care')
  private socket: ClientSocket | undefined
  private news: AsksNews | undefined
  private loading: Promise<AsksCare> | undefined
  private isShown = false

  constructor(private readonly callbacks: Callbacks) {}

  /** Follows a connection: the first one that is made, or another one in its place. */
  listen(socket: ClientSocket): void {
    this.socket = socket
    this.loading = undefined
    socket.on('snapshot', ({ asks }) => this.changed(asks))
    socket.on('asksChanged', asks => this.changed(asks))
  }

  /** Its tab is shown, or another one. */
  show(isShown: boolean): void {
    this.isShown = isShown
    if (isShown) this.need(() => undefined)
  }

  private changed(news: AsksNews): void {
    this.news = news
    if (this.loading || this.isShown || news.isOpen) this.need(care => care.changed())
  }

  private need(then: (care: AsksCare) => void): void {
    const { socket, place } = this
    if (!socket || !this.news) return // it comes with the connection
    this.loading ??= this.load(socket)
    this.loading.then(then, (error: Error) => {
      this.loading = undefined // try again next time
      if (this.isShown) this.callbacks.said(error.message)
      const again = pill(words.tryAgain, () => this.need(() => undefined))
      if (!place.querySelector('.pill')) place.append(again)
    })
  }

  private async load(socket: ClientSocket): Promise<AsksCare> {
    const { place, callbacks } = this
    const loaded = await loadPart<typeof import('../../asks/care/main')>(place)
    place.textContent = ''
    return new loaded.AsksCare(place, {
      ...callbacks,
      socket,
      news: () => this.news!,
      counted(waiting) {
        setText(byId('asks-waiting'), waiting === 0 ? '' : String(waiting))
        setText(byId('asks-waiting-spoken'), words.asksWait(waiting))
      },
    })
  }
}

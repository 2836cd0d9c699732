/** Questions from the room on the projector: the one that is up, as large as it fits, or the list of the top ones. */
import { byVotes } from '../../../src/core/asks/order'
import type { Ask, AsksNews } from '../../../src/core/protocol/asks'
import { answerTo, ANSWER_TIMEOUT_MS } from '../../shared/connection/request'
import type { ClientSocket } from '../../shared/connection/connection'
import { make, setText, written } from '../../shared/dom'
import { fit } from '../../shared/fit-text'
import { askedWords as words } from './words'

/** So many of the list are read from the last row. */
const MAX_LISTED = 5
const RETRY_AFTER_MS = 3000

export class Asked {
  private readonly title = make('h2', 'asked-title', words.title)
  private readonly one = make('div', 'asked-one')
  private readonly text = written('p', 'asked-text', '')
  private readonly name = written('p', 'asked-name', '')
  private readonly list = make('ol', 'asked-list')
  private asks = new Map<number, Ask>()
  private news: AsksNews | undefined
  private isFollowing = false
  private timer: number | undefined

  constructor(
    private readonly place: HTMLElement,
    private readonly socket: ClientSocket,
  ) {
    const { one, text, title, name, list } = this
    one.append(text)
    place.setAttribute('aria-labelledby', (title.id = 'asked-title'))
    place.append(title, one, list, name)
    socket.on('asks', ({ changed, gone, isWhole }) => {
      if (isWhole) this.asks.clear()
      for (const id of gone) this.asks.delete(id)
      for (const ask of changed) this.asks.set(ask.id, ask)
      this.draw()
    })
    // The server does not know it on the next connection.
    socket.on('disconnect', () => (this.isFollowing = false))
    if (window.ResizeObserver) new ResizeObserver(() => this.fit()).observe(place)
    else window.addEventListener('resize', () => this.fit())
  }

  update(news: AsksNews): void {
    this.news = news
    const isListed = news.isOpen && news.onScreen === 'list'
    if (isListed && !this.isFollowing) void this.follow()
    if (!isListed && this.isFollowing) {
      this.isFollowing = false
      this.socket.emit('closeAsks')
    }
    this.draw()
  }

  private async follow(): Promise<void> {
    clearTimeout(this.timer)
    this.isFollowing = true
    const reply = await answerTo(this.socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openAsks'), '')
    if (!this.isFollowing) return
    if (reply.ok) {
      this.asks = new Map(reply.asks.map(ask => [ask.id, ask]))
      return this.draw()
    }
    this.isFollowing = false
    this.timer = window.setTimeout(() => this.news && this.update(this.news), RETRY_AFTER_MS)
  }

  private draw(): void {
    const { up = null, onScreen = 'none' } = this.news ?? {}
    const one = onScreen === 'none' ? null : up
    const listed = one || !this.isFollowing ? [] : this.top()
    this.place.hidden = !one && listed.length === 0
    this.place.parentElement!.classList.toggle('asked-over', !this.place.hidden)
    this.one.hidden = this.name.hidden = !one
    this.list.hidden = listed.length === 0
    setText(this.title, one ? words.title : words.listTitle)
    setText(this.text, one?.text ?? '')
    setText(this.name, one?.name ?? '')
    this.drawList(listed)
    this.fit()
  }

  private top(): Ask[] {
    return [...this.asks.values()]
      .filter(({ state }) => state === 'shown')
      .sort(byVotes)
      .slice(0, MAX_LISTED)
  }

  private drawList(asks: readonly Ask[]): void {
    this.list.replaceChildren(
      ...asks.map(({ text, votes }) => {
        const item = make('li')
        const count = make('b', '', String(votes))
        count.translate = false
        item.append(count, make('span', 'visually-hidden', words.votes(votes)), written('p', '', text))
        return item
      }),
    )
  }

  private fit(): void {
    if (!this.place.hidden) fit(this.one.hidden ? this.list : this.one)
  }
}

/** Reports of posts by people of the room: the button on each card, and what this person has reported. */
import type { OpenedWall, Post } from '../../../src/core/protocol/wall'
import type { ClientSocket } from '../../shared/connection/connection'
import { make, pill, setText } from '../../shared/dom'
import { markReported } from '../../shared/reports/mark'
import { OwnReports } from '../../shared/reports/own-reports'
import { reportWords } from '../../shared/reports/words'
import { wallWords as words } from '../words'

interface Callbacks {
  socket: ClientSocket
  said(sentence: string): void
  /** The cards are to be drawn anew. */
  changed(): void
}

export class PostReports {
  /** The author of one's own posts; undefined: this page reports nothing. */
  private me: string | undefined
  /** Why the last one was not reported: the page says it elsewhere, too, but perhaps out of sight. */
  private refused: { id: string; sentence: string } | undefined
  private readonly own: OwnReports<string>

  constructor(private readonly callbacks: Callbacks) {
    this.own = new OwnReports((id: string) => ({ kind: 'post', id }), callbacks)
  }

  /** What the server says of this person when the wall is opened. */
  begin({ me, reported }: OpenedWall): void {
    this.me = me
    this.refused = undefined
    this.own.begin(reported)
  }

  /** Draws button and sentence on the card of a post. */
  draw(card: HTMLElement, post: Post): void {
    const { id, network, author } = post
    if (network !== 'room' || this.me === undefined || author === this.me) return
    const button = card.querySelector('.report') ?? this.buttonOn(card, post)
    setText(button.querySelector('span')!, this.own.textFor(id))
    const refused = this.refused?.id === id ? this.refused.sentence : ''
    markReported(card, refused || (this.own.has(id) ? reportWords.told : ''))
  }

  private buttonOn(card: HTMLElement, { id, name }: Post): HTMLElement {
    const button = pill('', () => void this.turn(id))
    button.classList.add('report')
    button.append(make('span'), make('span', 'visually-hidden', ` ${words.postOf(name)}`))
    card.querySelector('.from')!.append(' ', button)
    return button
  }

  private async turn(id: string): Promise<void> {
    const sentence = await this.own.turn(id)
    this.refused = sentence === undefined ? undefined : { id, sentence }
    this.callbacks.changed()
  }
}

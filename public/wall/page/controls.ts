/** What a visitor can do about the wall: search, stop and go on, clear, choose how many posts are shown. */
import type { Reply } from '../../../src/core/protocol/replies'
import type { WallNews } from '../../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import type { ClientSocket } from '../../shared/connection/connection'
import { fit } from '../../shared/fit-text'
import { byId, setText } from '../../shared/dom'
import { recallWord, rememberWord } from '../../shared/storage'
import { rememberInAddress } from './screen-mode'
import type { WallSession } from '../session'
import { wallWords as words } from '../words'

const MAX_POSTS_KEY = 'wall-posts'
const DEFAULT_MAX_POSTS = '8'
/** The part of the address that holds a term. */
export const TERM_PARAMETER = 'term'

interface Callbacks {
  socket: ClientSocket
  session: WallSession
  isPresenter: () => boolean
  /** The visitor wants an empty wall. */
  clear(): void
  /** Another number of posts is to be shown. */
  resized(): void
  /** Posts stopped coming in, or come in again. */
  stopped(): void
}

export class Controls {
  private readonly field = byId<HTMLInputElement>('term-field')
  private readonly slider = byId<HTMLInputElement>('most')

  constructor(private readonly callbacks: Callbacks) {
    const { session } = callbacks
    byId('search').addEventListener('submit', event => {
      event.preventDefault()
      void this.search(this.field.value.trim() || null)
    })
    byId('to-room').addEventListener('click', () => void this.search(null))
    byId('make-rooms').addEventListener('click', () => void this.makeRooms())
    byId('stop').addEventListener('click', () => void this.stop(!session.isPaused))
    byId('clear').addEventListener('click', () => {
      callbacks.clear()
      this.said(words.cleared)
    })
    this.slider.value = recallWord(MAX_POSTS_KEY) ?? DEFAULT_MAX_POSTS
    setText(byId('most-shown'), this.slider.value)
    this.slider.addEventListener('input', () => {
      setText(byId('most-shown'), this.slider.value)
      rememberWord(MAX_POSTS_KEY, this.slider.value)
      callbacks.resized()
    })
  }

  /** Posts to be shown at most. */
  get maxPosts(): number {
    return +this.slider.value
  }

  said(sentence: string): void {
    setText(byId('said'), sentence)
  }

  /** Draws what is searched, and what may be done about it. */
  update({ term: roomTerm, isPaused, search, posting }: WallNews): void {
    const { session, isPresenter } = this.callbacks
    const { own } = session
    const term = own ?? roomTerm
    setText(byId('kind'), term === null ? words.displayingRoom : words.displaying)
    setText(byId('term'), term ?? words.thisRoom)
    byId('search').hidden = !search
    const hadFocus = document.activeElement
    byId('to-room').hidden = own === null
    byId('make-rooms').hidden = own === null || !isPresenter()
    byId('how').hidden = !posting
    if (hadFocus instanceof HTMLElement && hadFocus.hidden) this.field.focus()
    setText(byId('stop'), session.isPaused ? words.start : words.stop)
    byId('stopped').hidden = !isPaused || own !== null
    rememberInAddress(TERM_PARAMETER, own)
    fit(byId('displaying'))
  }

  private async search(term: string | null): Promise<void> {
    this.said('')
    const reply = await this.callbacks.session.search(term)
    if (reply.ok) this.field.value = this.callbacks.session.own ?? ''
    else this.said(sentenceOf(reply))
  }

  private async stop(isPaused: boolean): Promise<void> {
    const reply = await this.callbacks.session.pause(isPaused)
    this.callbacks.stopped()
    this.said(reply.ok ? words[isPaused ? 'stopped' : 'started'] : sentenceOf(reply))
  }

  /** Makes the term of this page the room's. */
  private async makeRooms(): Promise<void> {
    const { session, socket } = this.callbacks
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('setWall', { term: session.own })
    const set: Reply = await answerTo(asked, words.noAnswer)
    const reply = set.ok || set.code === 'already-so' ? await session.search(null) : set
    this.said(reply.ok ? words.madeRooms : sentenceOf(reply))
  }
}

/** A visitor's controls of the wall: search, stop and start, clear, and the number of posts. */
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
/** The query parameter with the term. */
export const TERM_PARAMETER = 'term'

interface Callbacks {
  socket: ClientSocket
  session: WallSession
  isPresenter: () => boolean
  /** The visitor clears the wall. */
  clear(): void
  /** The number of posts to show has changed. */
  resized(): void
  /** The wall was stopped or started. */
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

  /** The most posts to show. */
  get maxPosts(): number {
    return +this.slider.value
  }

  said(sentence: string): void {
    setText(byId('said'), sentence)
  }

  /** Draws the term and the controls that are allowed. */
  update({ term: roomTerm, isPaused, search }: WallNews, roomName: string): void {
    const { session, isPresenter } = this.callbacks
    const { own } = session
    const term = own ?? roomTerm
    setText(byId('kind'), term === null ? words.displayingRoom : words.displaying)
    setText(byId('term'), term ?? (roomName || words.thisRoom))
    byId('search').hidden = !search
    const hadFocus = document.activeElement
    byId('to-room').hidden = own === null
    byId('make-rooms').hidden = own === null || !isPresenter()
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

  /** Makes this page's term the room's term. */
  private async makeRooms(): Promise<void> {
    const { session, socket } = this.callbacks
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('setWall', { term: session.own })
    const set: Reply = await answerTo(asked, words.noAnswer)
    const reply = set.ok || set.code === 'already-so' ? await session.search(null) : set
    this.said(reply.ok ? words.madeRooms : sentenceOf(reply))
  }
}

/**
 * Steers for the slides that hold this page in a frame: the question of their slide opens with it and closes when it is
 * left. The key comes from them, and what they ask for is done over this server's own connection.
 */
import { markOfPoll, questionMark } from '../../src/core/poll/question-mark'
import type { Poll, Question } from '../../src/core/protocol/poll'
import type { Command } from '../../src/core/protocol/presenter'
import { ANSWER_TIMEOUT_MS } from '../shared/connection/request'
import type { FromScreen, ToScreen } from '../shared/slides/messages'
import { Remote } from './remote'
import { slideWords as words } from './words'

/** A slide that is passed by sooner opens nothing. */
const SETTLE_MS = 400
/** How often a command is sent again because somebody else has changed the step. */
const MAX_TRIES = 5

export class Deck {
  private readonly remote: Remote
  private readonly listeners = new Set<() => void>()
  private key: string | undefined
  private poll: Poll | undefined
  /** What the slide names; undefined while it is not up. */
  private wanted: string | undefined
  /** What it named last: that is what closes. */
  private last: string | undefined
  private work = Promise.resolve()

  /** @param say shows a sentence to whoever stands before the slides; empty: none */
  constructor(
    room: string,
    private readonly say: (sentence: string) => void,
  ) {
    this.remote = new Remote({
      room,
      key: () => this.key,
      changed: () => this.notify(),
      connection: state => say('sentence' in state ? state.sentence : ''),
    })
    window.addEventListener('message', ({ data, source }: MessageEvent<Partial<ToScreen> | null>) => {
      // Whoever may frame this page is in FRAME_ANCESTORS; what counts is the key.
      if (source === window.parent && data && typeof data.askTheAudience === 'object')
        this.receive(data.askTheAudience)
    })
    const ready: FromScreen = { askTheAudience: 'ready' }
    window.parent.postMessage(ready, '*')
  }

  /** The poll, as everybody sees it. */
  update(poll: Poll): void {
    this.poll = poll
    this.notify()
  }

  private receive({ question, key, step }: ToScreen['askTheAudience']): void {
    const wanted = typeof question === 'string' ? question.trim() : undefined
    if (typeof key === 'string') this.key = key
    if (this.key === undefined) return this.say(wanted === undefined ? '' : words.noKey)
    this.remote.open()
    const isOther = wanted !== this.wanted
    this.wanted = wanted
    if (isOther) this.say('')
    if (wanted === undefined) {
      if (isOther) this.does('close')
      return
    }
    this.last = wanted
    if (isOther) setTimeout(() => this.enter(wanted), SETTLE_MS)
    if (typeof step === 'string') this.step(step)
  }

  private enter(wanted: string): void {
    this.afterwards(() => {
      if (this.wanted !== wanted) return undefined
      const { state } = this.remote
      const index = this.indexOf(wanted)
      const question = state?.prepared[index]
      if (!question) this.say(words.noSuchQuestion(wanted))
      if (!state || !question || this.isUp(question)) return undefined
      // Back on a slide: its result, not the same question with no votes.
      const mark = questionMark(question)
      const result = [...state.results].reverse().find(each => each.mark === mark && each.voted > 0)
      return result ? { name: 'showAgain', id: result.id } : { name: 'askPrepared', index }
    })
  }

  private step(step: string): void {
    if (step === 'close') this.does('close')
    else if (step === 'reveal') this.does('reveal')
    else if (step === 'show') {
      this.does('close')
      this.does('show')
    } else this.say(words.noSuchStep(step))
  }

  /** Sends a command if the question of the slide is up. */
  private does(name: 'close' | 'show' | 'reveal'): void {
    const { last } = this
    if (last === undefined) return
    this.afterwards(() => {
      const question = this.remote.state?.prepared[this.indexOf(last)]
      const isDone = name === 'close' && this.poll?.state === 'closed'
      return question && this.isUp(question) && !isDone ? { name } : undefined
    })
  }

  /** One after the other, each for what is up then. */
  private afterwards(choose: () => Command | undefined): void {
    this.work = this.work.then(() => this.deliver(choose)).catch(() => undefined)
  }

  private async deliver(choose: () => Command | undefined): Promise<void> {
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      // However long a slow network takes, or somebody to type the right key: it is chosen by what is up then.
      await this.until(() => this.poll !== undefined && this.poll.pollId === this.remote.state?.pollId)
      const { step } = this.remote.state!
      const command = choose()
      if (!command) return
      const reply = await this.remote.deliver(command)
      if (reply && (reply.ok || reply.code === 'already-so')) return
      if (reply && reply.code !== 'older-step') return this.say(reply.message)
      // Without an answer the next state says whether it was done.
      await this.until(() => this.remote.state?.step !== step, ANSWER_TIMEOUT_MS)
    }
  }

  private indexOf(wanted: string): number {
    const { prepared = [] } = this.remote.state ?? {}
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
    return /^\d+$/.test(wanted)
      ? Number(wanted) - 1
      : prepared.findIndex(({ text }) => plain(text) === plain(wanted))
  }

  private isUp(question: Question): boolean {
    const { poll } = this
    if (!poll?.posed) return false
    return markOfPoll(poll) === questionMark(question)
  }

  /** Resolves once this is true, or after so long. */
  private until(isSo: () => boolean, timeoutMs?: number): Promise<void> {
    if (isSo()) return Promise.resolve()
    return new Promise(resolve => {
      const look = () => isSo() && end()
      const end = () => {
        this.listeners.delete(look)
        clearTimeout(timer)
        resolve()
      }
      const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs)
      this.listeners.add(look)
    })
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener()
  }
}

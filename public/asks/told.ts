/** Finds what happened to the own questions since they were last looked at; a browser remembers it over reloads. */
import type { OwnAsk } from '../../src/core/protocol/asks'
import { attempt, recallWord, rememberWord } from '../shared/storage'
import { roomCode } from '../shared/urls'
import { asksWords as words } from './words'

/** Says also, by being there, that somebody has asked in this room from this browser. */
const KEPT = `asked-${roomCode}`

type Known = Record<string, string>

export class Told {
  private known: Known = attempt(() => JSON.parse(recallWord(KEPT) ?? '{}') as Known) ?? {}

  /**
   * What there is to be told: a sentence for each question to which something happened.
   * @param up the ask that is on the screen
   */
  news(own: readonly OwnAsk[], up: number | undefined): string[] {
    const now: Known = Object.fromEntries(own.map(ask => [ask.id, stateOf(ask, up)]))
    const sentences = own.flatMap(ask => {
      const [before, state] = [this.known[ask.id], now[ask.id]!]
      return before === undefined || before === state ? [] : sentenceOf(ask, state, before)
    })
    this.known = now
    rememberWord(KEPT, own.length > 0 ? JSON.stringify(now) : null)
    return sentences
  }
}

function stateOf({ id, into, state, answer }: OwnAsk, up: number | undefined): string {
  if (state === 'answered') return `answered${answer ?? ''}`
  return up === (into ?? id) ? 'up' : state
}

function sentenceOf({ text, answer }: OwnAsk, state: string, before: string): string[] {
  const { told } = words
  if (state.startsWith('answered')) return [answer ? told.answeredBy(text, answer) : told.answered(text)]
  if (state === 'up') return [told.onScreen(text)]
  if (state === 'hidden') return [told.hidden(text)]
  const wasUnseen = before === 'waiting' || before === 'hidden'
  return wasUnseen && state === 'shown' ? [told.approved(text)] : []
}

/** The questions from the room: those that everybody saw, the most wanted first, each with what was answered. */
import { make, written } from '../shared/dom'
import { resultsWords as words } from './words'

/** A question from the audience, as the API answers it. */
export interface AskEntry {
  id: number
  text: string
  /** Empty: asked without a name. */
  name: string
  askedAt: string
  votes: number
  state: 'waiting' | 'shown' | 'answered' | 'hidden'
  /** Empty: it was answered aloud. */
  answer?: string
  role?: 'presenter' | 'helper'
}

/** Makes the section of these. @param line what stands above them on paper: the room and the day */
export function asksSection(asks: readonly AskEntry[], line: string): HTMLElement {
  const element = make('section', 'asks')
  const title = make('h2', '', words.asksTitle)
  const above = make('p', 'report-line')
  const list = make('ol')
  const answered = asks.filter(({ state }) => state === 'answered').length
  element.setAttribute('aria-labelledby', (title.id = 'asks-title'))
  above.append(written('span', '', line))
  list.append(...asks.map(askItem))
  element.append(above, title, make('p', 'facts', words.askFacts(asks.length, answered)), list)
  return element
}

function askItem(ask: AskEntry): HTMLElement {
  const { text, name, votes, role, state, answer } = ask
  const element = make('li', 'ask')
  const from = make('p', 'facts')
  const facts = [words.askVotes(votes), ...(role ? [words.askedBy[role]] : [])]
  from.append(...(name ? [written('b', '', name), words.between] : []), facts.join(words.between))
  element.append(written('p', 'ask-text', text), from)
  if (state === 'answered') element.append(answerOf(answer))
  return element
}

function answerOf(text = ''): HTMLElement {
  const element = make('p', 'ask-answer')
  if (text === '') element.append(words.answeredAloud)
  else element.append(make('b', '', words.answerIs), ' ', written('span', '', text))
  return element
}

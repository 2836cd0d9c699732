/** What of an ask is drawn in every list: its text, who asked it, and how it was answered. */
import type { Ask } from '../../src/core/protocol/asks'
import { make, setText, written } from '../shared/dom'
import { asksWords as words } from './words'

export interface AskParts {
  /** Text, name, badges and answer. */
  element: HTMLElement
  update(ask: Ask, badges: readonly string[]): void
}

export function askParts(): AskParts {
  const element = make('div', 'ask')
  const text = written('p', 'ask-text', '')
  const from = make('p', 'ask-from')
  const name = written('b', '', '')
  const badges = make('span', 'ask-badges')
  const answer = make('p', 'ask-answer')
  const answerText = written('span', '', '')
  from.append(name, ' ', badges)
  answer.append(make('b', '', words.answer), ' ', answerText)
  element.append(text, from, answer)
  return {
    element,
    update(ask, marks) {
      setText(text, ask.text)
      setText(name, ask.name)
      const all = [...(ask.role ? [words[ask.role]] : []), ...marks]
      if (badges.dataset['all'] !== all.join('|')) {
        badges.dataset['all'] = all.join('|')
        badges.textContent = ''
        for (const mark of all) badges.append(make('i', 'badge', mark), ' ')
      }
      from.hidden = ask.name === '' && all.length === 0
      answer.hidden = !ask.answer
      setText(answerText, ask.answer ?? '')
    },
  }
}

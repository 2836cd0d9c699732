/** One question with what came of it: its text, the chart, the own votes, what is right and why, and the numbers. */
import { LETTERS } from '../../src/core/question-types/letters'
import { NO_CARE } from '../../src/core/question-types/question-type'
import { headlineOf, typeOf, type Question } from '../../src/core/question-types/registry'
import { make, pill, written } from '../shared/dom'
import { Chart } from './chart'
import type { QuestionJson } from '../../src/core/import/json-shape'
import { ownVotes } from './own-votes'
import type { ReadResult } from './read-result'
import { resultTables } from './result-tables'
import { resultsWords as words } from './words'

export interface Around {
  /** From 1. */
  number: number
  /** What stands on the first line of its page on paper: the room and the day. */
  line: string
  count: number
  votes: ReadonlyMap<string, string>
  /** Whether a presenter looks, who is told what the audience does not see. */
  isAll: boolean
  /** The lesson that the page is about. */
  lesson: number
  right: QuestionJson
}

export interface QuestionSection {
  element: HTMLLIElement
  chart: Chart
}

/** Makes the section of a question. */
export function questionSection(result: ReadResult, around: Around): QuestionSection {
  const { question, posed, isUp, rounds, tallies, turnout } = result
  const { number, count, line, votes, isAll, lesson } = around
  const numbers = rounds.map(({ round }) => round)
  const type = typeOf(question)
  const element = make('li', 'question')
  element.dataset['id'] = result.id
  // What people typed is more than a picture can say.
  element.classList.toggle('typed', !type.isBounded)
  element.classList.toggle('listed', type.isTyped === true && !type.picture)
  const head = make('h2')
  head.append(
    make('span', 'number', `${number}.`),
    ' ',
    written('span', 'text', question.text || (posed ? words.aloud : words.freeHands)),
  )
  const last = tallies[tallies.length - 1]
  const headline = last && !type.best ? headlineOf(question, last, NO_CARE) : ''
  const facts = [
    words.turnout(turnout.voted, turnout.present),
    ...(numbers.some(round => round > 1) ? [words.rounds(numbers)] : []),
    ...(headline ? [headline] : []),
    ...(result.lesson === lesson ? [] : [words.earlierResult(result.at)]),
    ...(isUp ? [words.isUp] : []),
  ]
  const chart = new Chart(result, `q${number}`)
  element.append(
    reportLine(line, [words.turnout(turnout.voted, turnout.present), words.place(number, count)]),
    head,
    make('p', 'facts', facts.join(words.between)),
    ...notes(result, isAll),
    ...(tallies.length > 0 ? [chart.element] : []),
    ...(isAll ? [] : [ownVotes(result, votes)].filter(list => list !== undefined)),
    ...rightOf(question, around.right),
    ...(tallies.length > 0 ? numbersOf(result, number) : []),
  )
  return { element, chart }
}

/** On paper alone: a question on a page of its own says where it belongs. */
function reportLine(line: string, facts: string[]): HTMLElement {
  const element = make('p', 'report-line')
  element.append(written('span', '', line), make('span', '', facts.join(words.between)))
  return element
}

/** What presenters are told of what the audience does not see. */
function notes({ shown, revealed, question, rounds }: ReadResult, isAll: boolean): HTMLElement[] {
  if (!isAll) return []
  const unseen = rounds.filter(round => !round.shown).map(({ round }) => round)
  const said = shown
    ? [
        ...(unseen.length > 0 ? [words.roundsNotShown(unseen)] : []),
        ...(revealed || question.right === null ? [] : [words.notRevealed]),
      ]
    : [words.notShown]
  return said.map(sentence => make('p', 'unseen', sentence))
}

function rightOf(question: Question, json: QuestionJson): HTMLElement[] {
  const right = rightPartsOf(question, json)
  const said: HTMLElement[] = []
  if (right.length > 0) {
    const line = make('p', 'right-answer')
    line.append(make('b', '', words.rightIs), ' ')
    for (const [index, part] of right.entries())
      line.append(...(index > 0 ? [words.between] : []), written('span', '', part))
    said.push(line)
  }
  if (question.explanation) {
    const why = make('p', 'explanation')
    why.append(make('b', '', words.why), ' ', written('span', '', question.explanation))
    said.push(why)
  }
  return said
}

/** As people read it: letters with their texts, accepted answers, or from where to where. */
function rightPartsOf({ choices, right }: Question, json: QuestionJson): string[] {
  if (right === null || !('right' in json) || !json.right) return []
  if (typeof json.right === 'string')
    return [...json.right].map(letter => `${letter} ${choices[LETTERS.indexOf(letter)] ?? ''}`.trim())
  if (Array.isArray(json.right)) return [json.right.join(words.or)]
  const { from, to } = json.right
  const unit = 'unit' in json && json.unit ? ` ${json.unit}` : ''
  return [words.fromTo(String(from), String(to)) + unit]
}

function numbersOf(result: ReadResult, number: number): HTMLElement[] {
  const place = make('div', 'tables')
  place.id = `numbers-${number}`
  place.hidden = true
  const tables = resultTables(result)
  place.append(...tables)
  // The chart says it already; on paper it may be missing.
  if (!tables.some(({ localName }) => localName === 'table')) return [place]
  const button = pill(words.numbers, () => {
    place.hidden = !place.hidden
    button.setAttribute('aria-expanded', String(!place.hidden))
  })
  button.classList.add('fold')
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-controls', place.id)
  return [button, place]
}

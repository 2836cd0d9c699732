/** One result: a line, and behind it its rows with figures, its rounds, and what can be done with it. */
import type { Poll } from '../../../src/core/protocol/poll'
import type { ListedResult, ResultTable } from '../../../src/core/protocol/results'
import { LETTERS } from '../../../src/core/question-types/letters'
import { typeNameOf } from '../../../src/core/question-types/registry'
import { confirmFirst } from '../../shared/confirm'
import { make, pill, setText, written } from '../../shared/dom'
import { ChoiceRows } from '../../shared/poll/choice-rows'
import { noteOf } from '../tally-note'
import { ResultDetails } from './result-details'
import { pictureButtons } from './save-picture'
import { saveButtons, saveRow, type FileFormat } from './save-results'
import { resultsWords as words } from './words'

export interface ResultCallbacks {
  toggled(result: ListedResult): void
  showAgain(result: ListedResult): void
  askAgain(result: ListedResult): void
  /** Fills the place with the results beside which this one can stand. */
  compare(result: ListedResult, place: HTMLElement): void
  erase(result: ListedResult): void
  /** Says what came of saving something. */
  said(sentence: string): void
  save(result: ListedResult, format: FileFormat): void
  /** A part of the table of a round; undefined: the server refused it, and why was said. */
  tablePart(result: ListedResult, round: number, from: number): Promise<ResultTable | undefined>
}

let ids = 0

/** Makes the line of a result; its second half is filled when it is opened. */
export function resultLine(result: ListedResult, callbacks: ResultCallbacks): HTMLLIElement {
  const item = make('li', 'result')
  item.dataset['id'] = result.id
  const line = make('button', 'result-line')
  const behind = make('div', 'behind-result')
  line.type = 'button'
  line.setAttribute('aria-expanded', 'false')
  line.setAttribute('aria-controls', (behind.id = `result-${ids++}`))
  behind.hidden = true
  const { voted, present } = result
  const facts = make('span', 'facts', `${words.time(result.askedAt)} · ${words.turnout(voted, present)}`)
  const best = bestOf(result)
  if (best) {
    const figure = written('b', '', best)
    facts.append(' · ', figure)
  }
  line.append(written('span', 'title', titleOf(result)), ' ', facts)
  line.addEventListener('click', () => callbacks.toggled(result))
  item.append(line, behind)
  return item
}

/** Opens or closes a line. */
export function openResult(
  item: HTMLElement,
  result: ListedResult,
  isOpen: boolean,
  callbacks: ResultCallbacks,
): void {
  const [line, behind] = item.children as unknown as [HTMLElement, HTMLElement]
  line.setAttribute('aria-expanded', String(isOpen))
  behind.hidden = !isOpen
  behind.textContent = ''
  if (isOpen) behind.append(...drawn(result, callbacks))
}

/** The question of a result, for its line and the names of its buttons. */
export function titleOf({ question, posed }: ListedResult): string {
  return question.text || (posed ? words.aloud : words.freeHands)
}

/** The most telling figure of a result; empty: nobody voted. */
function bestOf({ best, percent, headline }: ListedResult): string {
  return best === null ? headline : words.best(best, percent)
}

function drawn(result: ListedResult, callbacks: ResultCallbacks): HTMLElement[] {
  const { rounds, question } = result
  const type = typeNameOf(question)
  const isOfChoices = type === 'one' || type === 'many'
  const { elements, show } = isOfChoices ? choicesOf(result) : detailsOf(result, callbacks)
  show(rounds.length - 1)
  const why = question.explanation ? [written('p', 'hint', question.explanation)] : []
  const choice = rounds.length > 1 ? [roundsOf(rounds.length, isOfChoices, show)] : []
  return [...elements, ...choice, ...why, actionsOf(result, callbacks)]
}

interface Drawn {
  elements: HTMLElement[]
  /** Shows a round, beside the one before it. */
  show: (round: number) => void
}

function choicesOf(result: ListedResult): Drawn {
  const { rounds, question } = result
  const rows = make('div', 'result-rows')
  rows.setAttribute('role', 'group')
  rows.setAttribute('aria-label', words.figures)
  const chart = new ChoiceRows(rows)
  const note = make('p', 'hint')
  const show = (round: number) => {
    const earlier = round > 0 ? [rounds[round - 1]!] : []
    const counts = rounds[round] ?? {}
    chart.update(asPoll(result, earlier), counts, null, true)
    setText(note, noteOf(counts, question.right))
    note.hidden = note.textContent === ''
  }
  return { elements: [rows, note], show }
}

function detailsOf(result: ListedResult, callbacks: ResultCallbacks): Drawn {
  const details = new ResultDetails(result, (round, from) => callbacks.tablePart(result, round, from))
  return { elements: [details.element], show: round => void details.show(round) }
}

/** Of two rounds both stand in the rows of choices; of more, one chooses which round is shown beside the one before it. */
function roundsOf(count: number, areBesides: boolean, show: (round: number) => void): HTMLElement {
  const group = make('div', 'rounds')
  if (count === 2 && areBesides) {
    group.append(make('p', 'hint', words.twoRounds))
    return group
  }
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', words.rounds)
  const buttons = Array.from({ length: count }, (_, round) => {
    const button = pill(words.round(round + 1), () => {
      show(round)
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === button))
    })
    button.setAttribute('aria-pressed', String(round === count - 1))
    return button
  })
  group.append(...buttons)
  return group
}

function actionsOf(result: ListedResult, callbacks: ResultCallbacks): HTMLElement {
  const row = make('div', 'row')
  const compared = make('div', 'compare')
  const name = (action: string) => words.ofResult(action, titleOf(result))
  const again = pill(words.showAgain, () => callbacks.showAgain(result), name(words.showAgain))
  const ask = pill(words.askAgain, () => callbacks.askAgain(result), name(words.askAgain))
  const compare = pill(
    words.compare,
    () => {
      const isOpen = compare.getAttribute('aria-expanded') === 'true'
      compare.setAttribute('aria-expanded', String(!isOpen))
      if (isOpen) compared.textContent = ''
      else callbacks.compare(result, compared)
    },
    name(words.compare),
  )
  const erase = pill(words.erase, () => undefined, name(words.erase))
  again.dataset['once'] = ask.dataset['once'] = ''
  again.classList.add('primary')
  compare.setAttribute('aria-expanded', 'false')
  row.append(again, ask, compare, erase)
  confirmFirst(erase, {
    question: () => words.sureErase,
    yes: words.yesErase,
    act: () => callbacks.erase(result),
  })
  row.append(
    saveRow(
      ...saveButtons(['csv', 'xlsx'], titleOf(result), format => callbacks.save(result, format)),
      ...pictureButtons(result.id, titleOf(result), sentence => callbacks.said(sentence)),
    ),
    compared,
  )
  return row
}

/** The rows show a poll: this is what the poll was. */
function asPoll(
  { question, posed }: ListedResult,
  earlier: Poll['earlier'],
): Parameters<ChoiceRows['update']>[0] {
  const choices = question.choices.map((text, place) => ({ letter: LETTERS[place]!, text }))
  return { choices, state: 'closed', posed, right: question.right, earlier }
}

/** In words, for a list of results to compare with. */
export function inShort(result: ListedResult): string {
  const best = bestOf(result)
  const share = best ? [best] : []
  return [words.dateAndTime(result.askedAt), words.voted(result.voted), ...share].join(' · ')
}

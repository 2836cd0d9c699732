/** Statements that are judged on one scale: a lozenge each while people vote, then a row each with small columns. */
import { LETTERS, lettersOf } from '../../../src/core/question-types/letters'
import { scaleOf, wholePercents } from '../../../src/core/question-types/percentages'
import type { StatementView } from '../../../src/core/question-types/scale'
import { make, setProperty, setText, written } from '../../shared/dom'
import { directionOfAll } from '../../shared/stage/answers'
import { buildChoice } from '../../shared/stage/choice'
import { layOut } from '../../shared/stage/layout/layout'
import type { Parts, Units } from '../../shared/stage/layout/measure'
import { oneDecimal } from '../figures'
import type { ResultMoment } from '../parts'
import { sharesOf } from './stage-points'
import { pointsOf, type ScaleQuestion } from './statements'
import { scaleStageWords as words } from './stage-words'

/** Letters of both names that have room beside the points. */
const MAX_NAMES = 44

type Moment = ResultMoment<'scale'>

export class StageStatements {
  private readonly asked = make('ol', 'answers')
  private readonly judged = make('ol', 'answers statements')
  private readonly head = make('div', 'statements-head')
  private readonly points = make('p', 'point-names')
  private readonly ends = make('p', 'scale-names')
  private rows: Row[] = []
  private texts: HTMLElement[] = []
  private isShown = false
  private question: ScaleQuestion | undefined

  constructor(place: HTMLElement) {
    for (const each of [this.head, this.points, this.ends]) each.dir = 'ltr'
    this.points.setAttribute('aria-hidden', 'true')
    for (const each of [this.points, this.ends]) each.translate = false
    const heads = make('p', 'mean-heads')
    heads.append(make('span', '', words.mean), make('span', '', words.count))
    this.head.append(this.points, heads)
    place.append(this.asked, this.head, this.judged)
  }

  update(question: ScaleQuestion, result: Moment | null): void {
    if (!this.question) this.build(question)
    this.question = question
    this.isShown = result !== null
    this.asked.hidden = result !== null
    // Beside the points of the columns, else below the statements.
    if (result) this.head.prepend(this.ends)
    else this.asked.after(this.ends)
    this.head.hidden = this.judged.hidden = result === null
    for (const element of [this.judged, this.head])
      element.classList.toggle('compared', result?.earlier !== undefined)
    for (const list of [this.asked, this.judged]) list.dir = directionOfAll(question.choices)
    this.head.classList.toggle('at-left', this.judged.dir === 'rtl')
    for (const text of this.texts)
      setText(text, question.choices[LETTERS.indexOf(text.parentElement!.dataset['letter']!)]!)
    this.nameEnds(question)
    if (result) this.draw(result)
  }

  layOut(parts: Parts, units: Units): void {
    const { choices } = this.question!
    const [answers, moment] = this.isShown
      ? ([this.judged, 'result'] as const)
      : ([this.asked, 'vote'] as const)
    layOut({ ...parts, answers }, moment, choices, units, true)
  }

  private draw({ view, earlier, question }: Moment): void {
    const all = [...view.statements, ...(earlier?.statements ?? [])]
    const top = scaleOf(all.flatMap(sharesOf))
    for (const [at, row] of this.rows.entries())
      row.update(view.statements[at]!, earlier?.statements[at], question, top)
  }

  private nameEnds({ answer: { from, to, low, high } }: ScaleQuestion): void {
    const names = [words.end(from, low), words.end(to, high)]
    const key = names.join('\n')
    if (this.ends.dataset['names'] === key) return
    this.ends.dataset['names'] = key
    this.ends.textContent = ''
    this.ends.classList.toggle('long', key.length > MAX_NAMES)
    if (names.join('') === '') return void this.ends.append(`${from} … ${to}`)
    this.ends.append(written('span', 'fitted', names[0]!), make('i'), written('span', 'fitted', names[1]!))
  }

  private build(question: ScaleQuestion): void {
    const points = pointsOf(question)
    this.points.append(...points.map(point => make('span', '', String(point))))
    for (const each of [this.judged, this.head]) setProperty(each, '--points', String(points.length))
    for (const [at, letter] of lettersOf(question).entries()) {
      const asked = buildChoice(letter, at + 1)
      const row = new Row(letter, at + 1, points.length)
      this.asked.append(asked.element)
      this.judged.append(row.element)
      this.rows.push(row)
      this.texts.push(asked.text, row.text)
    }
  }
}

/** A statement with its small columns, its mean and its number of answers. */
class Row {
  readonly element: HTMLElement
  readonly text: HTMLElement
  private readonly cells: HTMLElement[]
  private readonly marks = [make('i', 'mean-mark before'), make('i', 'mean-mark')] as const
  private readonly mean = make('p', 'statement-mean')

  constructor(letter: string, at: number, points: number) {
    const { element, text, points: shift } = buildChoice(letter, at)
    shift.remove()
    element.querySelector('.track')!.remove()
    this.element = element
    this.text = text
    this.cells = Array.from({ length: points }, () => {
      const cell = make('span', 'cell')
      cell.append(make('i', 'cell-bar before'), make('i', 'cell-bar'), make('b'))
      return cell
    })
    const figures = make('div', 'statement-figures')
    const cells = make('div', 'cells')
    // Whoever does not see it has the table.
    figures.setAttribute('aria-hidden', 'true')
    figures.dir = 'ltr'
    figures.translate = false
    cells.append(...this.cells, ...this.marks)
    figures.append(cells, this.mean)
    element.append(figures)
  }

  update(
    now: StatementView,
    then: StatementView | undefined,
    { answer: { from, to } }: ScaleQuestion,
    top: number,
  ): void {
    const [shares, before] = [sharesOf(now), then && sharesOf(then)]
    const percents = wholePercents(now.votes)
    for (const [at, cell] of this.cells.entries()) {
      setProperty(cell, '--share', (shares[at]! / top).toFixed(4))
      setProperty(cell, '--share-then', ((before?.[at] ?? 0) / top).toFixed(4))
      setText(cell.lastElementChild as HTMLElement, String(percents[at]!))
      cell.classList.toggle('none', shares[at] === 0)
    }
    for (const [mark, mean] of [
      [this.marks[0], then?.mean ?? null],
      [this.marks[1], now.mean],
    ] as const) {
      mark.hidden = mean === null
      if (mean !== null) setProperty(mark, '--mean', ((mean - from + 0.5) / (to - from + 1)).toFixed(4))
    }
    const written = (mean: number | null) => (mean === null ? '–' : oneDecimal(mean))
    this.mean.textContent = ''
    if (then) this.mean.append(make('span', 'mean-then', `${written(then.mean)} →`))
    this.mean.append(make('b', '', written(now.mean)), make('span', 'count', String(now.voters)))
  }
}

/** Statements that are judged on one scale: a lozenge each while people vote, then a row each with small columns. */
import { LETTERS, lettersOf } from '../../../src/core/question-types/letters'
import { scaleOf } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText, written } from '../../shared/dom'
import { directionOfAll } from '../../shared/stage/answers'
import { buildChoice } from '../../shared/stage/choice'
import { layOut } from '../../shared/stage/layout/layout'
import type { Parts, Units } from '../../shared/stage/layout/measure'
import type { ResultMoment } from '../parts'
import { sharesOf } from './stage-points'
import { StageStatement } from './stage-statement'
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
  private rows: StageStatement[] = []
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
      const row = new StageStatement(letter, at + 1, points.length)
      this.asked.append(asked.element)
      this.judged.append(row.element)
      this.rows.push(row)
      this.texts.push(asked.text, row.text)
    }
  }
}

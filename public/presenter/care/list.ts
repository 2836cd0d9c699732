/**
 * The answers in three parts: waiting, shown, hidden. While a pointer or the focus is in it nothing moves: what comes is
 * counted, and listed when it is asked for or when nobody is there any more.
 */
import { make, pill, setText } from '../../shared/dom'
import { removalWords } from '../../shared/removal/words'
import type { Answer, Answers, AnswerState } from './answers'
import { AnswerRow, type RowCallbacks, type RowMarks } from './row'
import { careWords as words } from './words'

const STATES: readonly AnswerState[] = ['waiting', 'shown', 'hidden']

interface Part {
  element: HTMLElement
  heading: HTMLElement
  list: HTMLElement
}

interface Callbacks extends RowCallbacks {
  approveAll(answers: readonly Answer[]): void
  /** What is marked on an answer. */
  marks(answer: Answer): Omit<RowMarks, 'isGone'>
}

export class AnswerList {
  readonly element = make('div', 'care-lists')
  /** Says how many have come, and lists them. */
  readonly news = pill('', () => this.listNews())
  private readonly nothing = make('p', 'hint', words.nothing)
  private readonly more = make('p', 'hint')
  private readonly several = make('p', 'hint', removalWords.severalSaid)
  private readonly approveAll = pill('', () =>
    this.callbacks.approveAll(this.answers.all.filter(({ state }) => state === 'waiting')),
  )
  private readonly parts: Record<AnswerState, Part>
  private rows = new Map<string, AnswerRow>()
  private answers: Answers = { all: [], others: 0 }

  constructor(private readonly callbacks: Callbacks) {
    this.news.classList.add('care-news')
    this.news.hidden = true
    this.approveAll.dataset['once'] = ''
    this.parts = { waiting: newPart(), shown: newPart(), hidden: newPart() }
    const { waiting, shown, hidden } = this.parts
    waiting.element.insertBefore(this.approveAll, waiting.list)
    this.element.append(waiting.element, shown.element, this.nothing, this.more, hidden.element, this.several)
    for (const name of ['focusout', 'pointerleave'])
      this.element.addEventListener(name, () => setTimeout(() => this.draw()))
  }

  /** Whether somebody is about to press something in it. */
  private get isInUse(): boolean {
    return this.element.matches(':hover, :focus-within')
  }

  update(answers: Answers): void {
    this.answers = answers
    this.draw()
  }

  /** Another poll has other answers. */
  clear(): void {
    this.rows.clear()
    for (const { list } of Object.values(this.parts)) list.textContent = ''
  }

  /** Draws what is decided; new answers and another order only when nobody is in it. */
  draw(): void {
    if (!this.isInUse || this.rows.size === 0) this.arrange()
    const now = new Map(this.answers.all.map(answer => [answer.key, answer]))
    for (const [key, row] of this.rows) {
      const answer = now.get(key)
      row.update(answer ?? row.answer, { ...this.callbacks.marks(row.answer), isGone: !answer })
    }
    const come = this.answers.all.filter(({ key, state }) => state !== 'hidden' && !this.rows.has(key)).length
    setText(this.news, come > 0 ? words.news(come) : '')
    this.news.setAttribute('aria-label', words.showNews(come))
    this.news.hidden = come === 0
    const counts = (state: AnswerState) => this.answers.all.filter(answer => answer.state === state).length
    for (const state of STATES) {
      const others = state === 'shown' ? this.answers.others : 0
      setText(this.parts[state].heading, words.sections[state](counts(state) + others))
      this.parts[state].element.hidden = this.parts[state].list.children.length === 0
    }
    setText(this.approveAll, words.approveAll(counts('waiting')))
    this.approveAll.hidden = counts('waiting') < 2
    this.nothing.hidden = this.answers.all.length > 0
    this.several.hidden = !this.answers.all.some(({ votes }) => votes > 1)
    setText(this.more, this.answers.others > 0 ? words.more(this.answers.others) : '')
  }

  private listNews(): void {
    this.arrange()
    this.draw()
    const { waiting, shown } = this.parts
    ;(waiting.element.hidden ? shown : waiting).heading.focus()
  }

  /** Puts each answer into its part, in the order in which they came from the server. */
  private arrange(): void {
    const before = this.rows
    this.rows = new Map(
      this.answers.all.map(answer => [
        answer.key,
        before.get(answer.key) ?? new AnswerRow(answer, this.callbacks),
      ]),
    )
    for (const [key, { element }] of before) if (!this.rows.has(key)) element.remove()
    for (const state of STATES) {
      const { list } = this.parts[state]
      const wanted = this.answers.all
        .filter(answer => answer.state === state)
        .map(({ key }) => this.rows.get(key)!.element)
      wanted.forEach((element, at) => {
        if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null)
      })
    }
  }
}

function newPart(): Part {
  const element = make('section', 'care-part-of-list')
  const heading = make('h3')
  heading.tabIndex = -1
  const list = make('ul', 'care-list')
  element.append(heading, list)
  return { element, heading, list }
}

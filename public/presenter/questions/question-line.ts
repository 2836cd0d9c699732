/** One line of the list of prepared questions, and what is behind it: the answers, and the actions. */
import type { Question } from '../../../src/core/protocol/poll'
import type { ResultSummary } from '../../../src/core/protocol/results'
import { asWritten } from '../../../src/core/poll/question-list'
import { LETTERS } from '../../../src/core/question-types/letters'
import { typeNameOf } from '../../../src/core/question-types/registry'
import { confirmFirst } from '../../shared/confirm'
import { make, pill, setText, written } from '../../shared/dom'
import { kindIcon } from '../kind-icon'
import { kindWords } from '../kind-words'
import { presenterWords } from '../words'
import { rightOf } from '../right-answer'
import { questionsWords as words, type LineAction } from './words'

export interface LineContent {
  question: Question
  /** The last result of this question in this lesson. */
  result: ResultSummary | undefined
  at: { place: number; count: number; isNow: boolean; isNext: boolean; isOpen: boolean }
}

interface Callbacks {
  toggled(): void
  does(action: LineAction): void
}

let ids = 0

export class QuestionLine {
  readonly element = make('li')
  result: ResultSummary | undefined
  private readonly line = make('button', 'question-line')
  private readonly place = make('span', 'place')
  private readonly kind = make('span', 'kind-mark')
  private readonly right = written('span', 'right-mark', '')
  private readonly title = make('span', 'title')
  private readonly marks = make('span', 'marks')
  private readonly behind = make('div', 'behind')
  private readonly buttons = new Map<LineAction, HTMLButtonElement>()
  private content: LineContent | undefined
  private drawn = ''

  constructor(private readonly callbacks: Callbacks) {
    const { line, behind } = this
    line.type = 'button'
    line.setAttribute('aria-controls', (behind.id = `behind-${ids++}`))
    line.addEventListener('click', () => callbacks.toggled())
    this.title.dir = 'auto'
    this.place.translate = false
    this.right.translate = false
    line.append(this.place, ' ', this.title, ' ', this.kind, ' ', this.right, ' ', this.marks)
    this.element.append(line, behind)
  }

  update(content: LineContent): void {
    this.content = content
    this.result = content.result
    const now = JSON.stringify(content)
    if (now === this.drawn) return
    this.drawn = now
    const { question, at } = content
    this.element.className = [at.isNow && 'now', at.isNext && 'next', content.result && !at.isNow && 'asked']
      .filter(Boolean)
      .join(' ')
    if (at.isNow) this.line.setAttribute('aria-current', 'step')
    else this.line.removeAttribute('aria-current')
    setText(this.place, String(at.place + 1))
    setText(this.title, question.text || words.aloud)
    this.drawKind(question)
    this.drawMarks(content)
    this.open(at.isOpen)
    if (at.isOpen) this.drawBehind()
  }

  open(isOpen: boolean): void {
    this.line.setAttribute('aria-expanded', String(isOpen))
    this.behind.hidden = !isOpen
    if (isOpen && this.content) this.drawBehind()
  }

  focus(): void {
    this.line.focus()
  }

  buttonOf(action: LineAction): HTMLButtonElement {
    return this.buttons.get(action) ?? this.line
  }

  /** What kind of question it is, and what is right. */
  private drawKind(question: Question): void {
    const type = typeNameOf(question)
    const { kind, right } = this
    const { name } = kindWords[type]
    kind.textContent = ''
    kind.append(kindIcon(type))
    kind.setAttribute('role', 'img')
    kind.setAttribute('aria-label', (kind.title = name))
    const answer = rightOf(question)
    setText(right, answer && words.rightMark(answer))
  }

  private drawMarks({ result, at }: LineContent): void {
    this.marks.textContent = ''
    if (at.isNow) this.marks.append(make('span', 'tag now', words.now))
    if (result && !at.isNow) {
      const best = make('b', '', result.best === null ? '' : words.best(result.best, result.percent))
      best.translate = false
      this.marks.append(
        make('span', 'was-asked', `${words.asked} · `),
        words.voted(result.voted),
        best.textContent && ' · ',
        best,
      )
    }
    if (at.isNext) this.marks.append(' ', make('span', 'tag next', words.next))
  }

  /** Draws what is behind the line; the buttons stay the same, so that the focus stays. */
  private drawBehind(): void {
    const { question, result, at } = this.content!
    if (this.buttons.size === 0) this.makeButtons()
    const answers = this.choicesOf(question)
    const about = make('p', 'hint', words.about(question))
    const parts: HTMLElement[] = question.choices.some(Boolean) ? [answers, about] : [about]
    const why = question.explanation ? [written('p', 'why', question.explanation)] : []
    for (const old of [...this.behind.children]) if (!old.classList.contains('row')) old.remove()
    this.behind.prepend(...parts, ...why)
    for (const [action, button] of this.buttons)
      button.setAttribute('aria-label', presenterWords.ofQuestion(words.actions[action], question.text))
    this.buttons.get('up')!.setAttribute('aria-disabled', String(at.place === 0))
    this.buttons.get('down')!.setAttribute('aria-disabled', String(at.place === at.count - 1))
    this.buttons.get('again')!.hidden = !result
  }

  /** The choices by their letters; what has one right order stands in it, and is numbered. */
  private choicesOf(question: Question): HTMLElement {
    const answers = make('ul', 'answers')
    const type = question.answer?.type
    const isLettered = type !== 'scale' && !(type === 'order' && question.right !== null)
    asWritten(question).forEach((choice, index) => {
      const letter = LETTERS[index]!
      const item = make('li')
      if (isLettered) item.dataset['letter'] = letter
      const mark = make('b', '', isLettered ? letter : String(index + 1))
      mark.translate = false
      item.append(mark, ' ', written('span', '', choice))
      if (isLettered && question.right?.includes(letter)) item.append(' ', make('em', '', words.right))
      answers.append(item)
    })
    return answers
  }

  private makeButtons(): void {
    const texts: Partial<Record<LineAction, string>> = { up: '↑', down: '↓' }
    const row = make('div', 'row')
    for (const action of ['ask', 'edit', 'again', 'up', 'down', 'remove'] as const) {
      const press = () => (action === 'remove' ? undefined : this.callbacks.does(action))
      const button = pill(texts[action] ?? words.actions[action], press)
      button.dataset['action'] = action
      if (action === 'ask' || action === 'again') button.dataset['once'] = ''
      this.buttons.set(action, button)
      row.append(button)
    }
    confirmFirst(this.buttons.get('remove')!, {
      question: () => words.sureRemove,
      yes: words.yesRemove,
      act: () => this.callbacks.does('remove'),
    })
    this.behind.append(row)
  }
}

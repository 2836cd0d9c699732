/** The presenter's list of prepared questions: a line each, with what was said to it, and its actions behind it. */
import type { Question } from '../../../src/core/protocol/poll'
import type { ResultSummary } from '../../../src/core/protocol/results'
import type { Command } from '../../../src/core/protocol/presenter'
import { markOfPoll, questionMark } from '../../../src/core/poll/question-mark'
import { byId } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { ListScroll } from './list-scroll'
import { QuestionLine, type LineContent } from './question-line'
import { questionsWords as words, type LineAction } from './words'

interface Callbacks {
  /** Resolves to whether it was done. */
  send: (command: Command) => Promise<boolean>
  /** @param back finds what gets the focus when the sheet is closed */
  edit: (question: Question, back: () => HTMLElement | undefined) => void
  said: (sentence: string) => void
}

export class PreparedQuestions {
  private readonly list = byId('prepared')
  private readonly scroll = new ListScroll(this.list)
  /** By the question; of two equal ones, the second has another key. */
  private lines = new Map<string, QuestionLine>()
  private order: string[] = []
  private opened: string | undefined
  private prepared: Question[] = []
  /** The place that gets the focus once its question is removed. */
  private removed: number | undefined

  constructor(private readonly callbacks: Callbacks) {}

  update(view: PresenterView): void {
    const { prepared, next, results } = view.state
    const focused = document.activeElement
    const hadFocus = this.list.contains(focused)
    const before = this.order
    this.prepared = prepared
    this.order = keysOf(prepared)
    this.keepOpened(before)
    byId('nothing-prepared').hidden = prepared.length > 0
    const now = placeOfCurrent(view)
    const latest = new Map(results.map(result => [result.mark, result]))
    const lines = new Map<string, QuestionLine>()
    this.order.forEach((key, place) => {
      const line = this.lines.get(key) ?? this.newLine(key)
      const question = prepared[place]!
      line.update(
        contentOf(question, latest.get(questionMark(question)), {
          place,
          count: prepared.length,
          isNow: place === now,
          isNext: place === next,
          isOpen: key === this.opened,
        }),
      )
      lines.set(key, line)
      if (this.list.children[place] !== line.element)
        this.list.insertBefore(line.element, this.list.children[place] ?? null)
    })
    for (const [key, line] of this.lines) if (!lines.has(key)) line.element.remove()
    this.lines = lines
    if (hadFocus) this.restoreFocus(focused as HTMLElement)
    this.removed = undefined
    this.scroll.follow(lines.get(this.order[now] ?? this.order[next] ?? '')?.element)
  }

  /** The place of a question in the list; below 0: it is no longer in the list. */
  placeOf(question: Question): number {
    const wanted = JSON.stringify(question)
    return this.prepared.findIndex(each => JSON.stringify(each) === wanted)
  }

  private newLine(key: string): QuestionLine {
    return new QuestionLine({
      toggled: () => this.toggle(key),
      does: action => void this.does(key, action),
    })
  }

  private toggle(key: string): void {
    const before = this.opened && this.lines.get(this.opened)
    this.opened = this.opened === key ? undefined : key
    if (before) before.open(false)
    const line = this.lines.get(key)!
    line.open(this.opened === key)
    if (this.opened) this.scroll.show(line.element)
  }

  private async does(key: string, action: LineAction): Promise<void> {
    const { send, edit, said } = this.callbacks
    const place = this.order.indexOf(key)
    if (place < 0) return
    if (action === 'ask') await send({ name: 'askPrepared', index: place })
    // The edited question has another key; it stands where the old one stood.
    if (action === 'edit')
      edit(this.prepared[place]!, () => this.lines.get(this.order[place] ?? '')?.buttonOf('edit'))
    if (action === 'again') await send({ name: 'showAgain', id: this.lines.get(key)!.result!.id })
    if (action === 'remove') {
      this.removed = place
      await send({ name: 'removePrepared', index: place })
    }
    if (action !== 'up' && action !== 'down') return
    const to = place + (action === 'up' ? -1 : 1)
    const count = this.prepared.length
    if (to < 0 || to >= count) return said(action === 'up' ? words.isFirst : words.isLast)
    if (await send({ name: 'movePrepared', from: place, to })) said(words.moved(to + 1, count))
  }

  /** Of an edited question the key is another one: the line at its place stays open. */
  private keepOpened(before: string[]): void {
    const { opened, order } = this
    if (opened === undefined || order.includes(opened)) return
    const place = before.indexOf(opened)
    const isEdited =
      before.length === order.length && order[place] !== undefined && !before.includes(order[place])
    this.opened = isEdited ? order[place] : undefined
  }

  /** Keeps the focus on a moved line, and gives it to the neighbour of a removed one. */
  private restoreFocus(focused: HTMLElement): void {
    if (this.list.contains(document.activeElement)) return
    if (this.list.contains(focused)) return focused.focus()
    const place = Math.min(this.removed ?? 0, this.order.length - 1)
    const line = this.lines.get(this.order[place] ?? '')
    if (line) line.focus()
    else byId('new-question').focus()
  }
}

function contentOf(
  question: Question,
  result: ResultSummary | undefined,
  at: LineContent['at'],
): LineContent {
  return { question, result, at }
}

function keysOf(questions: Question[]): string[] {
  const seen = new Map<string, number>()
  return questions.map(question => {
    const text = JSON.stringify(question)
    const count = seen.get(text) ?? 0
    seen.set(text, count + 1)
    return count === 0 ? text : `${text} ${count}`
  })
}

/** The place of the question that is up; below 0: it is not in the list. Of equal ones, the one asked last. */
function placeOfCurrent({ news: { poll }, state: { prepared, next } }: PresenterView): number {
  if (!poll.posed || poll.stage !== 'question') return -1
  const mark = markOfPoll(poll)
  const isCurrent = (question: Question | undefined) =>
    question !== undefined && questionMark(question) === mark
  return isCurrent(prepared[next - 1]) ? next - 1 : prepared.findIndex(isCurrent)
}

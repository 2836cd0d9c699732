/** The results of one lesson: folded to its date, with a line for each result once it is opened. */
import type { ListedResult } from '../../../src/core/protocol/results'
import type { LessonEntry } from '../../../src/core/protocol/presenter'
import { confirmFirst } from '../../shared/confirm'
import { make, pill, setText } from '../../shared/dom'
import { openResult, resultLine, type ResultCallbacks } from './result-line'
import { saveButtons, saveRow, type FileFormat } from './save-results'
import { resultsWords as words } from './words'

export interface LessonCallbacks extends Omit<ResultCallbacks, 'toggled'> {
  /** Fetches the results of this lesson. */
  fetch(): Promise<ListedResult[]>
  saveLesson(format: FileFormat): void
  saveTranscript(): void
  saveAsks(): void
  eraseLesson(): void
}

let ids = 0

export class LessonSection {
  readonly element = make('section', 'lesson')
  private readonly fold = make('button', 'lesson-fold')
  private readonly body = make('div')
  private readonly list = make('ol', 'results')
  private readonly tools = make('div', 'row lesson-tools')
  private results: ListedResult[] = []
  private opened: string | undefined
  private entry: LessonEntry | undefined

  /** @param isPresent whether it is the lesson that goes on: it is open at first, and has nothing to erase as a whole */
  constructor(
    private readonly isPresent: boolean,
    private readonly callbacks: LessonCallbacks,
  ) {
    const { element, fold, body, list, tools } = this
    fold.type = 'button'
    fold.setAttribute('aria-controls', (body.id = `lesson-${ids++}`))
    fold.addEventListener('click', () => this.open(!this.isOpen))
    const title = make('h3')
    title.append(fold)
    body.append(list, tools)
    element.append(title, body)
    this.makeTools()
    this.open(isPresent)
  }

  get isOpen(): boolean {
    return this.fold.getAttribute('aria-expanded') === 'true'
  }

  /** Says when the lesson was. */
  update(entry: LessonEntry | undefined, count: number): void {
    this.entry = entry
    const when = entry ? words.lessonOf(entry.startedAt) : words.thisLesson
    setText(this.fold, `${when} · ${words.questions(count)}`)
    const save = this.tools.querySelector<HTMLElement>('.save-transcript')
    if (save) save.hidden = !entry || entry.lines === 0
    this.tools.querySelector<HTMLElement>('.save-results')!.hidden = count === 0
    this.tools.hidden = this.isPresent && count === 0
  }

  open(isOpen: boolean): void {
    this.fold.setAttribute('aria-expanded', String(isOpen))
    this.body.hidden = !isOpen
    if (isOpen) void this.draw()
  }

  /** Draws what the server has now, newest first; a line that was open stays open, and the focus stays. */
  async draw(): Promise<void> {
    if (!this.isOpen) return
    const results = [...(await this.callbacks.fetch())].reverse()
    const before = this.results.map(result => result.id)
    this.results = results
    const focused = document.activeElement
    const at = [...this.list.children].findIndex(item => item.contains(focused))
    const known = new Map([...this.list.children].map(item => [(item as HTMLElement).dataset['id'], item]))
    results.forEach((result, place) => {
      const item = known.get(result.id) ?? resultLine(result, this.lineCallbacks)
      known.delete(result.id)
      if (this.list.children[place] !== item) this.list.insertBefore(item, this.list.children[place] ?? null)
    })
    for (const item of known.values()) item.remove()
    if (at < 0 || this.list.contains(document.activeElement)) return
    if (before[at] && focused?.isConnected) return (focused as HTMLElement).focus()
    const neighbour = this.list.children[Math.min(at, results.length - 1)]
    ;(neighbour?.querySelector('button') ?? this.fold).focus()
  }

  private readonly lineCallbacks: ResultCallbacks = {
    toggled: result => this.toggle(result),
    showAgain: result => this.callbacks.showAgain(result),
    askAgain: result => this.callbacks.askAgain(result),
    compare: (result, place) => this.callbacks.compare(result, place),
    erase: result => this.callbacks.erase(result),
    said: sentence => this.callbacks.said(sentence),
    save: (result, format) => this.callbacks.save(result, format),
    tablePart: (result, round, from) => this.callbacks.tablePart(result, round, from),
  }

  private toggle(result: ListedResult): void {
    const before = this.opened
    this.opened = before === result.id ? undefined : result.id
    for (const [place, each] of this.results.entries())
      if (each.id === before || each.id === this.opened)
        openResult(
          this.list.children[place] as HTMLElement,
          each,
          each.id === this.opened,
          this.lineCallbacks,
        )
  }

  private makeTools(): void {
    const { tools, callbacks, isPresent } = this
    tools.append(
      saveRow(
        ...saveButtons(['csv', 'xlsx', 'json'], words.lessonFile, format => callbacks.saveLesson(format)),
      ),
    )
    if (isPresent) return
    const transcript = pill(words.saveTranscript, () => callbacks.saveTranscript())
    transcript.classList.add('save-transcript')
    const asks = pill(words.saveAsks, () => callbacks.saveAsks())
    const erase = pill(words.eraseLesson, () => undefined)
    tools.append(transcript, asks, erase)
    confirmFirst(erase, {
      question: () => words.sureEraseLesson(this.entry ? words.lessonOf(this.entry.startedAt) : ''),
      yes: words.yesErase,
      act: () => callbacks.eraseLesson(),
    })
  }
}

/**
 * The sheet in which a presenter writes a question, edits one of the list, or corrects the wording of the one that is
 * up.
 */
import type { Question } from '../../../src/core/protocol/poll'
import type { FieldProblem } from '../../question-types/type-form'
import { byId, setText } from '../../shared/dom'
import { Modal } from '../../shared/modal'
import type { PresenterView } from '../view-model'
import { draftOf, keepDraft, NEW_DRAFT, type Draft } from './drafts'
import { QuestionFields } from './fields'
import { QuestionPreview } from './preview'
import { deeds, startOf, subjectOf, titles, type Purpose } from './purpose'
import { sheetWords as words } from './words'

export interface SheetCallbacks {
  /** Each of these resolves to whether it was done. */
  ask(question: Question, seconds: number | null): Promise<boolean>
  add(question: Question): Promise<boolean>
  save(was: Question, question: Question): Promise<boolean>
  reword(question: Question): Promise<boolean>
  /** How a length of time is written. */
  minutes: (seconds: number) => string
  said(sentence: string): void
}

export class QuestionSheet {
  private readonly form = byId<HTMLFormElement>('sheet-form')
  private readonly modal = new Modal(byId('question-sheet'), () => this.leave())
  private readonly fields: QuestionFields
  private readonly preview = new QuestionPreview()
  private purpose: Purpose = { mode: 'new' }
  /** Under what the draft of this purpose is kept, and what the fields held at first. */
  private subject = ''
  private start = NEW_DRAFT
  private view: PresenterView | undefined
  private back: (() => HTMLElement | undefined) | undefined

  constructor(private readonly callbacks: SheetCallbacks) {
    this.fields = new QuestionFields({
      changed: () => this.changed(),
      said: sentence => this.say(sentence),
      minutes: callbacks.minutes,
    })
    this.form.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      if (!event.repeat) void this.finish('main')
    })
    this.form.addEventListener('submit', event => {
      event.preventDefault()
      void this.finish('main')
    })
    byId('add-to-list').addEventListener('click', () => void this.finish('add'))
    byId('cancel-sheet').addEventListener('click', () => this.leave())
    byId('sheet-anew').addEventListener('click', () => {
      keepDraft(this.subject, undefined)
      this.fill(this.start)
      this.fields.focus()
    })
    const isMac = /mac|iphone|ipad/i.test(navigator.platform)
    setText(byId('sheet-do-key'), words.askKeys[isMac ? 'mac' : 'other'])
  }

  /**
   * Opens the sheet, with the draft of an earlier opening if there is one.
   * @param back finds what gets the focus afterwards, if the opener is gone by then
   */
  open(purpose: Purpose, back?: () => HTMLElement | undefined): void {
    if (this.modal.isOpen) return this.fields.focus()
    this.back = back
    this.purpose = purpose
    this.start = startOf(purpose, this.view)
    this.subject = subjectOf(purpose, this.view)
    this.say('')
    const draft = draftOf(this.subject)
    this.modal.open(byId('cancel-sheet'))
    this.fill(draft ?? this.start)
    this.note(draft ? words.draftBack : purpose.mode === 'reword' ? words.votesStay : '', draft !== undefined)
    this.fields.select()
  }

  update(view: PresenterView): void {
    this.view = view
    this.updatePresent(view.news.present)
    const { purpose } = this
    // Another question is up: what was corrected is kept as a draft.
    if (this.modal.isOpen && purpose.mode === 'reword' && subjectOf(purpose, view) !== this.subject)
      this.leave()
  }

  /** The number of people who would be asked. */
  updatePresent(present: number): void {
    this.preview.updatePresent(present)
  }

  /** Shows a sentence while the sheet covers the page's own status. */
  say(sentence: string): void {
    setText(byId('sheet-said'), sentence)
  }

  private fill(draft: Draft): void {
    const { mode } = this.purpose
    const isReworded = mode === 'reword'
    const isOpen = this.view?.news.poll.state === 'open'
    this.fields.fill(draft, { isReworded, isOpen, hasTime: mode === 'new' })
    this.note('', false)
    setText(byId('sheet-title'), titles[mode])
    setText(byId('sheet-do-label'), deeds[mode])
    byId('add-to-list').hidden = mode !== 'new'
    this.changed()
  }

  private note(sentence: string, isDraft: boolean): void {
    byId('sheet-note').hidden = sentence === ''
    setText(byId('sheet-note-text'), sentence)
    byId('sheet-anew').hidden = !isDraft
  }

  private changed(): void {
    const { fields } = this
    const reading = fields.reading()
    const value = fields.value()
    this.preview.update(value, reading && 'question' in reading ? reading.question : undefined)
    keepDraft(this.subject, fields.isAs(this.start) ? undefined : value)
  }

  /** Does what the sheet was opened for. It closes once that is done; after a refusal it is unchanged. */
  private async finish(how: 'main' | 'add'): Promise<void> {
    const { purpose, callbacks } = this
    this.say('')
    const reading = await this.fields.read()
    if ('problems' in reading) {
      const [{ at, sentence }] = reading.problems as [FieldProblem]
      // Others are said at their fields.
      return at === '' ? this.say(sentence) : undefined
    }
    const { question } = reading
    const { seconds } = this.fields.value()
    const isDone = await (how === 'add'
      ? callbacks.add(question)
      : purpose.mode === 'new'
        ? callbacks.ask(question, seconds)
        : purpose.mode === 'edit'
          ? callbacks.save(purpose.question, question)
          : purpose.mode === 'correct'
            ? (purpose.save(question), true)
            : callbacks.reword(question))
    if (!isDone) return
    keepDraft(this.subject, undefined)
    this.close()
  }

  /** The edited question is gone from the list: what is written becomes a new one. */
  becomeNew(): void {
    const value = this.fields.value()
    keepDraft(this.subject, undefined)
    this.purpose = { mode: 'new' }
    this.subject = subjectOf(this.purpose, this.view)
    this.start = NEW_DRAFT
    this.fill(value)
  }

  private leave(): void {
    const isKept = draftOf(this.subject) !== undefined
    this.close()
    if (isKept) this.callbacks.said(words.draftKept)
  }

  private close(): void {
    this.modal.close(this.back?.() ?? byId('next'))
  }
}

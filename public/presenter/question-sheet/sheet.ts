/**
 * The sheet in which a presenter writes a question, edits one of the list, or corrects the wording of the one that is
 * up.
 */
import { MAX_EXPLANATION_LENGTH, MAX_QUESTION_LENGTH } from '../../../src/core/limits/input-limits'
import type { Question } from '../../../src/core/protocol/poll'
import { byId, setText } from '../../shared/dom'
import { Modal } from '../../shared/modal'
import type { PresenterView } from '../view-model'
import { Answers, NEW_ROWS } from './answers'
import { draftOf, keepDraft, type Draft } from './drafts'
import { oneLine } from './one-line'
import { OptionFields } from './options'
import { QuestionPreview } from './preview'
import { sheetWords as words } from './words'

/** What the sheet is opened for. `reword`: the question that is up. */
export type Purpose = { mode: 'new' } | { mode: 'edit'; question: Question } | { mode: 'reword' }

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

const NEW: Draft = {
  question: {
    text: '',
    choices: Array<string>(NEW_ROWS).fill(''),
    kind: 'ballot',
    results: 'hidden',
    right: null,
  },
  seconds: null,
}

export class QuestionSheet {
  private readonly form = byId<HTMLFormElement>('sheet-form')
  private readonly text = byId<HTMLTextAreaElement>('sheet-text')
  private readonly explanation = byId<HTMLTextAreaElement>('sheet-explanation')
  private readonly modal = new Modal(byId('question-sheet'), () => this.leave())
  private readonly answers: Answers
  private readonly options: OptionFields
  private readonly preview = new QuestionPreview()
  private purpose: Purpose = { mode: 'new' }
  /** Under what the draft of this purpose is kept, and what the fields held at first. */
  private subject = ''
  private start: Draft = NEW
  private view: PresenterView | undefined
  private isFilling = false
  private back: (() => HTMLElement | undefined) | undefined

  constructor(private readonly callbacks: SheetCallbacks) {
    const changed = () => this.changed()
    const said = (sentence: string) => this.say(sentence)
    this.answers = new Answers({ changed, said })
    this.options = new OptionFields(callbacks.minutes, changed)
    this.text.maxLength = MAX_QUESTION_LENGTH
    this.explanation.maxLength = MAX_EXPLANATION_LENGTH
    for (const field of [this.text, this.explanation]) field.addEventListener('input', changed)
    this.text.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (!event.shiftKey) this.answers.first.focus()
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
      this.text.focus()
    })
    const isMac = /mac|iphone|ipad/i.test(navigator.platform)
    setText(byId('sheet-do-key'), words.askKeys[isMac ? 'mac' : 'other'])
  }

  /**
   * Opens the sheet, with the draft of an earlier opening if there is one.
   * @param back finds what gets the focus afterwards, if the opener is gone by then
   */
  open(purpose: Purpose, back?: () => HTMLElement | undefined): void {
    if (this.modal.isOpen) return this.text.focus()
    this.back = back
    this.purpose = purpose
    this.start = this.startOf(purpose)
    this.subject = subjectOf(purpose, this.view)
    this.say('')
    const draft = draftOf(this.subject)
    this.modal.open(byId('cancel-sheet'))
    this.fill(draft ?? this.start)
    this.note(draft ? words.draftBack : purpose.mode === 'reword' ? words.votesStay : '', draft !== undefined)
    this.text.focus()
    this.text.select()
  }

  update(view: PresenterView): void {
    this.view = view
    this.preview.updatePresent(view.news.present)
    const { purpose } = this
    // Another question is up: what was corrected is kept as a draft.
    if (this.modal.isOpen && purpose.mode === 'reword' && subjectOf(purpose, view) !== this.subject)
      this.leave()
  }

  /** Shows a sentence while the sheet covers the page's own status. */
  say(sentence: string): void {
    setText(byId('sheet-said'), sentence)
  }

  private startOf(purpose: Purpose): Draft {
    if (purpose.mode === 'new') return NEW
    if (purpose.mode === 'edit') return { question: purpose.question, seconds: null }
    const { poll } = this.view!.news
    const { right, explanation } = this.view!.state
    const choices = poll.choices.map(choice => choice.text)
    const question = {
      text: poll.question,
      choices,
      kind: poll.kind,
      results: 'hidden' as const,
      right,
      explanation,
    }
    return { question, seconds: null }
  }

  private fill({ question, seconds }: Draft): void {
    const { mode } = this.purpose
    this.isFilling = true
    this.text.value = question.text
    this.explanation.value = question.explanation ?? ''
    this.answers.fill(question.choices, question.right, mode !== 'reword')
    this.options.fill({ ...question, seconds }, { isShown: mode !== 'reword', hasTime: mode === 'new' })
    this.note('', false)
    const titles = { new: words.newQuestion, edit: words.editing, reword: words.rewording }
    const deeds = { new: words.askNow, edit: words.saveInList, reword: words.correctNow }
    setText(byId('sheet-title'), titles[mode])
    setText(byId('sheet-do-label'), deeds[mode])
    byId('add-to-list').hidden = mode !== 'new'
    this.isFilling = false
    this.changed()
  }

  private note(sentence: string, isDraft: boolean): void {
    byId('sheet-note').hidden = sentence === ''
    setText(byId('sheet-note-text'), sentence)
    byId('sheet-anew').hidden = !isDraft
  }

  private value(): Draft {
    const { seconds, ...options } = this.options.value()
    const explanation = oneLine(this.explanation.value)
    const question = { text: oneLine(this.text.value), ...this.answers.value(), ...options }
    return { question: explanation ? { ...question, explanation } : question, seconds }
  }

  private changed(): void {
    if (this.isFilling) return
    for (const field of [this.text, this.explanation]) grow(field)
    const value = this.value()
    this.preview.update(value.question)
    const isUnchanged = isSame(value, this.start)
    keepDraft(this.subject, isUnchanged ? undefined : value)
  }

  /** Does what the sheet was opened for. It closes once that is done; after a refusal it is unchanged. */
  private async finish(how: 'main' | 'add'): Promise<void> {
    const { purpose, callbacks } = this
    const { question, seconds } = this.value()
    this.say('')
    const isDone = await (how === 'add'
      ? callbacks.add(question)
      : purpose.mode === 'new'
        ? callbacks.ask(question, seconds)
        : purpose.mode === 'edit'
          ? callbacks.save(purpose.question, question)
          : callbacks.reword(question))
    if (!isDone) return
    keepDraft(this.subject, undefined)
    this.close()
  }

  /** The edited question is gone from the list: what is written becomes a new one. */
  becomeNew(): void {
    const value = this.value()
    keepDraft(this.subject, undefined)
    this.purpose = { mode: 'new' }
    this.subject = subjectOf(this.purpose, this.view)
    this.start = NEW
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

function subjectOf(purpose: Purpose, view: PresenterView | undefined): string {
  if (purpose.mode === 'new') return 'new'
  return purpose.mode === 'edit' ? JSON.stringify(purpose.question) : `reword ${view?.state.pollId ?? ''}`
}

/** A field as high as its text. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}

/** Empty rows at the end are no difference: they are not asked. */
function isSame(one: Draft, other: Draft): boolean {
  const plain = ({ question: { explanation = '', ...question }, seconds }: Draft) =>
    JSON.stringify([
      question.text,
      question.choices.join('\n').trimEnd(),
      question.kind,
      question.results,
      question.right,
      explanation,
      seconds,
    ])
  return plain(one) === plain(other)
}

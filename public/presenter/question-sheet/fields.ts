/** The fields of the sheet: the type, the question, its rows, its form, its explanation and its options, as a draft. */
import { MAX_EXPLANATION_LENGTH, MAX_QUESTION_LENGTH } from '../../../src/core/limits/input-limits'
import { typeNamed, type TypeName } from '../../../src/core/question-types/registry'
import { ROWS, type FieldProblem, type RowsKind } from '../../question-types/type-form'
import { byId } from '../../shared/dom'
import { canBeRight } from '../right-answer'
import { Answers } from './answers'
import { isSame, NEW_DRAFT, type Draft } from './drafts'
import { grow, growAll, growWithin } from '../../question-types/rows/growing-field'
import { KindPicker } from './kind-picker'
import { ONE_ROWS } from '../../question-types/rows/one-rows'
import { moreOf } from './offered-rows'
import { OptionFields } from './options'
import { questionFrom, rewordedFrom, type Reading } from './reading'
import { TypeForms } from './type-forms'
import { sheetWords as words } from './words'

interface Callbacks {
  /** Something in them was changed by the presenter. */
  changed: () => void
  said: (sentence: string) => void
  /** How a length of time is written. */
  minutes: (seconds: number) => string
}

interface Offered {
  /** Only texts and what is right may be changed; while it is open, choices may be added behind the others. */
  isReworded: boolean
  isOpen: boolean
  hasTime: boolean
}

export class QuestionFields {
  private readonly form = byId('sheet-form')
  private readonly text = byId<HTMLTextAreaElement>('sheet-text')
  private readonly explanation = byId<HTMLTextAreaElement>('sheet-explanation')
  private readonly picker: KindPicker
  private readonly answers: Answers
  private readonly typeForms: TypeForms
  private readonly options: OptionFields
  private readonly tell: () => void
  private type: TypeName = 'one'
  private draft = NEW_DRAFT
  private isReworded = false
  private isFilling = false
  /** Whether problems are shown: then they go as soon as they are mended. */
  private isJudged = false

  constructor({ changed, said, minutes }: Callbacks) {
    const tell = (this.tell = () => {
      if (this.isFilling) return
      if (this.isJudged) this.judge()
      changed()
    })
    this.picker = new KindPicker({
      chosen: type => this.choose(type),
      finished: () => this.text.focus(),
    })
    this.answers = new Answers({ changed: tell, said })
    this.typeForms = new TypeForms({ changed: () => this.formChanged(), came: () => this.formChanged() })
    this.options = new OptionFields(minutes, tell)
    this.text.maxLength = MAX_QUESTION_LENGTH
    this.explanation.maxLength = MAX_EXPLANATION_LENGTH
    this.form.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLTextAreaElement) grow(target)
    })
    for (const field of [this.text, this.explanation]) field.addEventListener('input', tell)
    this.text.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (!event.shiftKey) this.goOn()
    })
    // Enter asks nobody before all is written.
    byId('type-form').addEventListener('keydown', event => {
      const { target, key, ctrlKey, metaKey, isComposing } = event
      if (key !== 'Enter' || ctrlKey || metaKey || isComposing || !(target instanceof HTMLInputElement))
        return
      event.preventDefault()
      this.focusBehind(target)
    })
    growWithin(this.form)
  }

  fill(draft: Draft, { isReworded, isOpen, hasTime }: Offered): void {
    this.isFilling = true
    this.draft = draft
    this.isReworded = isReworded
    this.type = draft.type
    this.picker.fill(draft.type, !isReworded)
    this.text.value = draft.text
    this.explanation.value = draft.explanation ?? ''
    this.typeForms.fill(draft.fields, draft.origin, isReworded)
    this.typeForms.choose(draft.type)
    this.answers.fill(draft, this.rowsKind(), isReworded ? moreOf(draft.origin!, isOpen) : undefined)
    this.options.fill(draft, { isShown: !isReworded, hasTime })
    this.show([])
    this.drawType()
    this.isFilling = false
  }

  /** All that is written, as it was typed. */
  value(): Draft {
    return {
      ...this.draft,
      type: this.type,
      text: this.text.value.trim(),
      explanation: this.explanation.value.trim(),
      ...this.answers.draft(),
      ...this.options.value(),
      fields: this.typeForms.value(),
    }
  }

  /** The question that is written, as far as its form is there; undefined: it is not. */
  reading(): Reading | undefined {
    const { current } = this.typeForms
    if (this.type !== 'one' && !current) return undefined
    const rows = this.answers.value()
    const form = current?.read(rows, this.isReworded)
    if (this.isReworded) return rewordedFrom(this.value(), rows, form)
    const problem = this.answers.countProblem()
    if (problem) return { problems: [{ at: ROWS, sentence: problem }] }
    return questionFrom(this.value(), rows, form, typeNamed(this.type).isBounded)
  }

  /** Reads the question once its form is there, and shows at their fields what is wrong with it. */
  async read(): Promise<Reading> {
    if (this.type !== 'one' && !(await this.typeForms.ready()))
      return { problems: [{ at: '', sentence: words.notLoaded }] }
    this.isJudged = true
    const problems = this.judge()
    const [first] = problems
    if (first?.at === ROWS) this.answers.focus()
    else if (first && first.at !== '') this.typeForms.current?.focus(first.at)
    return this.reading()!
  }

  /** Whether what is written is what this draft says. */
  isAs(start: Draft): boolean {
    return isSame(this.value(), start, type => this.typeForms.startOf(type, start.origin))
  }

  focus(): void {
    this.text.focus()
  }

  /** Focuses the question, so that typing replaces it. */
  select(): void {
    this.text.focus()
    this.text.select()
  }

  private choose(type: TypeName): void {
    this.type = type
    this.show([])
    this.typeForms.choose(type)
    this.formChanged()
  }

  /** Draws what depends on the type and on what its form says. */
  private formChanged(): void {
    this.answers.choose(this.rowsKind())
    this.drawType()
    this.tell()
  }

  private drawType(): void {
    const type = typeNamed(this.type)
    // Nothing is revealed where nothing can be right.
    byId('explanation-field').hidden = !canBeRight(this.type) && this.explanation.value.trim() === ''
    this.options.setBounded(type.isBounded)
    growAll(this.form)
  }

  private rowsKind(): RowsKind | null {
    return this.type === 'one' ? ONE_ROWS : (this.typeForms.current?.rows() ?? null)
  }

  private goOn(): void {
    const rows = this.rowsKind()
    const hasRows = rows !== null && (rows.fewest > 0 || this.isReworded)
    if (!hasRows || !this.answers.focus()) this.typeForms.current?.focus()
  }

  private focusBehind(field: HTMLInputElement): void {
    const all = [
      ...this.form.querySelectorAll<HTMLElement>('.sheet-fields :is(input, select, textarea), summary'),
    ]
    const seen = all.filter(each => each.getClientRects().length > 0)
    seen[seen.indexOf(field) + 1]?.focus()
  }

  private judge(): readonly FieldProblem[] {
    const reading = this.reading()
    const problems = reading && 'problems' in reading ? reading.problems : []
    this.show(problems)
    return problems
  }

  private show(problems: readonly FieldProblem[]): void {
    if (problems.length === 0) this.isJudged = false
    this.answers.show(problems.find(({ at }) => at === ROWS)?.sentence ?? '')
    this.typeForms.current?.show(problems)
  }
}

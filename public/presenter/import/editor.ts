/** The fields of one question of the preview: its kind, its text, its choices, what is right, and why. */
import {
  MAX_EXPLANATION_LENGTH,
  MAX_QUESTION_LENGTH,
  MAX_RIGHT_LENGTH,
} from '../../../src/core/limits/input-limits'
import { isTypeName, typeNamed, type TypeName } from '../../../src/core/question-types/registry'
import { orderFormWords } from '../../question-types/form-words'
import { grow, growAll, growingField } from '../../question-types/rows/growing-field'
import { ONE_ROWS } from '../../question-types/rows/one-rows'
import type { RowsKind } from '../../question-types/type-form'
import { labelFor, make, pill } from '../../shared/dom'
import { kindWords } from '../kind-words'
import { hasChoices, isMarked, isRightWritten, withType, type QuestionDraft } from './draft'
import { EditorRows } from './editor-rows'
import type { Item } from './items'
import { importWords as words } from './words'

export interface EditorCallbacks {
  /** What is written now. */
  draft: QuestionDraft
  changed: (draft: QuestionDraft) => void
  /** As it was understood. */
  reset: () => void
  /** Opens the sheet with everything that its kind needs to know. */
  settings: () => void
  said: (sentence: string) => void
}

let ids = 0

export class CardEditor {
  readonly element = make('div', 'found-editor')
  /** They stand beside those of the question. */
  readonly buttons: HTMLButtonElement[]
  private readonly kind = make('select', 'text-field')
  private readonly text = growingField('text-field stem-field', MAX_QUESTION_LENGTH)
  private readonly rows: EditorRows
  private readonly right = growingField('text-field', MAX_RIGHT_LENGTH)
  private readonly explanation = growingField('text-field', MAX_EXPLANATION_LENGTH)
  private readonly rightLabel = make('label')
  private readonly rightField = make('div', 'found-field')
  private readonly resetButton = pill(words.asUnderstood, () => this.callbacks.reset())
  private draft: QuestionDraft

  constructor(
    item: Item,
    private readonly callbacks: EditorCallbacks,
  ) {
    const { element, kind, text, right, explanation } = this
    this.draft = callbacks.draft
    for (const [type, { name }] of Object.entries(kindWords)) {
      const option = make('option', '', name)
      option.value = type
      kind.append(option)
    }
    this.rows = new EditorRows({
      changed: choices => this.change({ choices }),
      said: callbacks.said,
    })
    const field = (control: HTMLElement, name: string) => {
      const place = make('div', 'found-field')
      place.append(labelFor(control, `found-field-${ids++}`, name), control)
      return place
    }
    this.rightLabel.htmlFor = right.id = `found-field-${ids++}`
    this.rightField.append(this.rightLabel, right)
    element.append(
      field(kind, words.kind),
      field(text, words.question),
      this.rows.element,
      this.rightField,
      field(explanation, words.explanation),
    )
    this.buttons = [this.resetButton, pill(words.settings, () => callbacks.settings())]
    kind.addEventListener('change', () => {
      if (isTypeName(kind.value)) this.change(withType(this.draft, kind.value), true)
    })
    for (const each of [text, right, explanation])
      each.addEventListener('input', () => {
        grow(each)
        const { value } = each
        this.change(
          each === text ? { text: value } : each === right ? { right: value } : { explanation: value },
        )
      })
    this.fill(this.draft)
    this.update(item)
    requestAnimationFrame(() => growAll(element))
  }

  /** What was changed from elsewhere, such as by the sheet, is taken over. */
  update({ isEdited }: Item): void {
    this.resetButton.hidden = !isEdited
  }

  /** Takes over what was changed elsewhere. */
  fill(draft: QuestionDraft): void {
    this.draft = draft
    this.kind.value = draft.type
    this.text.value = draft.text
    this.right.value = draft.right
    this.explanation.value = draft.explanation
    this.drawKind()
    growAll(this.element)
  }

  focus(): void {
    this.text.focus()
  }

  private change(changes: Partial<QuestionDraft>, isOtherKind = false): void {
    this.draft = { ...this.draft, ...changes }
    if (isOtherKind) this.fill(this.draft)
    this.callbacks.changed(this.draft)
  }

  /** Shows the fields of the kind. */
  private drawKind(): void {
    const { type, choices, areInOrder } = this.draft
    this.rows.fill(choices, hasChoices(type) ? rowsOf(type, areInOrder) : undefined)
    this.rightField.hidden = !isRightWritten(type)
    this.rightLabel.textContent =
      type === 'number' ? `${words.rightAnswer} (${words.rightHint})` : words.rightAnswers
  }
}

/** What the rows of a kind are; how many are needed is said as a problem of the question. */
function rowsOf(type: TypeName, areInOrder: boolean): RowsKind {
  const rules = typeNamed(type)
  const canMove = rules.arranged !== undefined && areInOrder
  return {
    ...ONE_ROWS,
    ...(canMove ? { words: { ...orderFormWords.rows, hint: '' } } : {}),
    marks: !isMarked(type) ? 'none' : rules.hasOneRight ? 'one' : 'many',
    caps: type === 'scale' || canMove ? 'places' : 'letters',
    canMove,
    fewest: 0,
    most: rules.choices[1],
  }
}

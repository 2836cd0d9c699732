/** The fields of a form for what people type: one for each answer, and a further one once all are filled. */
import { cleanAnswer } from '../../src/core/question-types/open-answers'
import { make } from '../shared/dom'
import { TypedField } from './typed-field'

/** Fields that are there from the start. */
const FIELDS_AT_FIRST = 3

export interface FieldsSettings {
  isLong: boolean
  maxLength: number
  /** What screen readers call a field: "Word 2 of 3". */
  nameOf: (this: void, number: number, most: number) => string
  /** Whether answers are taken back one by one. */
  hasTakeBack?: boolean
}

interface Callbacks {
  changed(): void
  /** Enter was pressed in the last field, or in an empty one. */
  sent(): void
  /** This answer alone is taken back. */
  takenBack(field: TypedField): void
}

export class TypedFields {
  readonly element = make('div', 'typed-fields')
  readonly fields: TypedField[] = []
  /** The most answers of one vote. */
  private most = 1

  constructor(
    private readonly settings: FieldsSettings,
    private readonly callbacks: Callbacks,
  ) {}

  /** What is typed, as it would be sent. */
  get lines(): string[] {
    return this.fields.map(({ text }) => cleanAnswer(text)).filter(line => line !== '')
  }

  /** Takes the place of what is typed. */
  fill(lines: readonly string[], most = this.most): void {
    this.most = most
    this.make(lines.length)
    for (const [index, field] of this.fields.entries()) field.text = lines[index] ?? ''
    this.make()
  }

  focus(): void {
    this.fields[0]?.input.focus()
  }

  /** As many fields as are needed now; none is taken away while somebody types. */
  private make(needed = this.lines.length + 1): void {
    const count = Math.min(this.most, Math.max(FIELDS_AT_FIRST, needed))
    while (this.fields.length < count) this.add()
    for (const [index, field] of this.fields.entries())
      field.hintAt(index === this.most - 1 ? 'send' : 'next')
  }

  private add(): void {
    const { most, fields, callbacks } = this
    const { isLong, maxLength, nameOf, hasTakeBack } = this.settings
    const number = fields.length + 1
    const field: TypedField = new TypedField(
      { isLong, maxLength, name: nameOf(number, most), number: most > 1 ? String(number) : '' },
      {
        changed: () => {
          this.make()
          callbacks.changed()
        },
        entered: () => this.entered(field),
        takenBack: hasTakeBack && most > 1 ? () => callbacks.takenBack(field) : undefined,
      },
    )
    fields.push(field)
    this.element.append(field.element)
  }

  /** To the next field; from the last one, or from an empty one, it is sent. */
  private entered(field: TypedField): void {
    const next = this.fields[this.fields.indexOf(field) + 1]
    if (next && cleanAnswer(field.text) !== '') next.input.focus()
    else this.callbacks.sent()
  }
}

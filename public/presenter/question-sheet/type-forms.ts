/** The form of each type but one choice: loaded when the type is first chosen, and kept with what is typed into it. */
import type { Question, TypeName } from '../../../src/core/question-types/registry'
import type { Fields, FormPart, TypeForm } from '../../question-types/type-form'
import { byId, make, pill } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { sheetWords as words } from './words'

export type AllFields = Partial<Record<TypeName, Fields>>

interface Callbacks {
  /** The presenter changed something in it. */
  changed: () => void
  /** A form came, and holds what it is to hold. */
  came: () => void
}

export class TypeForms {
  private readonly place = byId('type-form')
  private readonly forms = new Map<TypeName, TypeForm>()
  private readonly loading = new Map<TypeName, Promise<TypeForm | undefined>>()
  private type: TypeName = 'one'
  /** What forms hold that are not there yet, and the question that they begin with. */
  private fields: AllFields = {}
  private origin: Question | undefined
  private isReworded = false

  constructor(private readonly callbacks: Callbacks) {}

  /** The form of the chosen type; undefined: it has none, or it is not there yet. */
  get current(): TypeForm | undefined {
    return this.forms.get(this.type)
  }

  fill(fields: AllFields, origin: Question | undefined, isReworded: boolean): void {
    Object.assign(this, { fields, origin, isReworded })
    for (const [type, form] of this.forms) this.begin(type, form)
  }

  value(): AllFields {
    const fields = { ...this.fields }
    for (const [type, form] of this.forms) fields[type] = form.value()
    return fields
  }

  /** What the form of a type begins with, as a name for what is not changed; undefined: it is not there yet. */
  startOf(type: TypeName, origin: Question | undefined): Fields | undefined {
    const form = this.forms.get(type)
    return origin?.answer?.type === type ? form?.fieldsOf(origin) : form?.start
  }

  choose(type: TypeName): void {
    this.type = type
    this.place.textContent = ''
    const form = this.current
    const rows = byId('sheet-answers')
    if (form?.isAbove) rows.before(this.place)
    else rows.after(this.place)
    if (form) this.place.append(form.element)
    else if (type !== 'one') void this.load(type)
  }

  /** Waits for the form of the chosen type; undefined: one choice, which has none, or it could not be loaded. */
  async ready(): Promise<TypeForm | undefined> {
    return this.type === 'one' ? undefined : (this.current ?? this.load(this.type))
  }

  private load(type: TypeName): Promise<TypeForm | undefined> {
    const again = this.loading.get(type)
    if (again) return again
    const part = document.querySelector<HTMLElement>(`#type-parts [data-type=${type}]`)!
    const loading = loadPart<FormPart>(part).then(
      ({ newForm }) => this.came(type, newForm(this.callbacks.changed)),
      (error: Error) => this.failed(type, error.message),
    )
    this.loading.set(type, loading)
    return loading
  }

  private came(type: TypeName, form: TypeForm): TypeForm {
    this.forms.set(type, form)
    this.begin(type, form)
    if (type === this.type) this.choose(type)
    this.callbacks.came()
    return form
  }

  private begin(type: TypeName, form: TypeForm): void {
    form.fill(this.fields[type] ?? this.startOf(type, this.origin) ?? form.start)
    form.setReworded(this.isReworded)
    form.show([])
  }

  /** Says why it did not come, and offers to try again: nothing typed is lost by it. */
  private failed(type: TypeName, sentence: string): undefined {
    this.loading.delete(type)
    if (type !== this.type) return
    const hadFocus = this.place.contains(document.activeElement)
    const said = make('p', 'said', sentence)
    said.setAttribute('role', 'status')
    const again = pill(words.tryAgain, () => void this.load(type))
    this.place.textContent = ''
    this.place.append(said, again)
    if (hadFocus) again.focus()
  }
}

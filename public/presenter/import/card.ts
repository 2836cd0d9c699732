/** One question of the preview: as it was understood, what is wrong with it, and whether it is taken. */
import { make, pill, setText } from '../../shared/dom'
import { kindIcon } from '../kind-icon'
import { kindWords } from '../kind-words'
import { drawBody } from './card-body'
import type { QuestionDraft } from './draft'
import { CardEditor, type EditorCallbacks } from './editor'
import type { Item, Place } from './items'
import { placeLink, type PlaceCallbacks } from './place-link'
import { importWords as words } from './words'

export interface CardCallbacks extends PlaceCallbacks {
  taken(item: Item, isTaken: boolean): void
  marked(item: Item, place: number): void
  editor(item: Item): EditorCallbacks
}

let ids = 0

export class FoundCard {
  readonly element = make('li', 'found')
  private readonly head = make('div', 'found-head')
  private readonly body = make('div', 'found-body')
  private readonly box = make('input')
  private readonly place = make('b', 'place')
  private readonly kind = make('span', 'found-kind')
  private readonly where = make('button', 'link where')
  private readonly state = make('span', '', words.take)
  private readonly problems = make('ul', 'found-problems')
  private readonly row = make('div', 'row')
  private readonly editButton = pill('', () => this.toggleEditor())
  private editor: CardEditor | undefined
  private item!: Item
  private drawn = ''

  constructor(private readonly callbacks: CardCallbacks) {
    const { head, box, place, where, problems } = this
    box.type = 'checkbox'
    box.addEventListener('change', () => callbacks.taken(this.item, box.checked))
    const take = make('label', 'take')
    take.append(box, this.state)
    place.translate = false
    where.type = 'button'
    where.addEventListener('click', () => callbacks.shown(this.item.place))
    problems.id = `found-problems-${ids++}`
    head.append(take, place, this.kind, where)
    this.row.append(this.editButton)
    this.element.append(head, this.body, problems, this.row)
  }

  update(item: Item, number: number): void {
    this.item = item
    const now = JSON.stringify([item, number])
    if (now === this.drawn) return
    this.drawn = now
    const { element, box, place, state, where, editor, callbacks } = this
    element.classList.toggle('untaken', !item.isTaken)
    element.classList.toggle('blocked', !item.canBeTaken && !item.isAdded)
    element.classList.toggle('added', item.isAdded)
    box.checked = item.isTaken || item.isAdded
    box.disabled = !item.canBeTaken
    box.setAttribute('aria-label', words.takeQuestion(number, item.question.text))
    if (item.problems.length > 0) box.setAttribute('aria-describedby', this.problems.id)
    else box.removeAttribute('aria-describedby')
    setText(state, item.isAdded ? words.added : words.take)
    setText(place, String(number))
    setText(where, words.place(item.place))
    where.disabled = item.place.file !== undefined
    this.drawKind()
    this.drawProblems()
    if (editor) editor.update(item)
    else drawBody(this.body, item, at => callbacks.marked(this.item, at))
    this.editButton.hidden = item.isAdded
    setText(this.editButton, editor ? words.done : words.edit)
    this.editButton.setAttribute('aria-label', words.ofQuestion(editor ? words.done : words.edit, number))
  }

  /** Brings it into sight, and the focus to what helps. */
  show(): void {
    this.element.scrollIntoView({ block: 'nearest' })
    ;(this.box.disabled ? this.editButton : this.box).focus({ preventScroll: true })
  }

  /** Opens its fields, or closes them. */
  get button(): HTMLButtonElement {
    return this.editButton
  }

  /** What its fields hold was changed elsewhere, such as in the sheet. */
  refill(draft: QuestionDraft): void {
    this.editor?.fill(draft)
  }

  private drawKind(): void {
    const { type } = this.item
    this.kind.textContent = ''
    this.kind.append(kindIcon(type), make('span', '', kindWords[type].name))
  }

  private drawProblems(): void {
    const { item, callbacks } = this
    this.problems.hidden = item.problems.length === 0
    this.problems.textContent = ''
    for (const { sentence, isNote, line, last } of item.problems) {
      const entry = make('li', isNote ? 'note' : '')
      const place: Place = { file: item.place.file, line, last }
      if (line > 0 && !item.isEdited) entry.append(placeLink(place, callbacks), ' ')
      entry.append(make('span', '', sentence))
      this.problems.append(entry)
    }
  }

  /** The fields in place of the texts, or the texts again. */
  private toggleEditor(): void {
    const { body, editor } = this
    body.textContent = ''
    if (editor) {
      for (const button of editor.buttons) button.remove()
      this.editor = undefined
    } else {
      this.editor = new CardEditor(this.item, this.callbacks.editor(this.item))
      body.append(this.editor.element)
      this.row.append(...this.editor.buttons)
    }
    this.drawn = ''
    this.update(this.item, Number(this.place.textContent))
    if (this.editor) this.editor.focus()
    else this.editButton.focus()
  }
}

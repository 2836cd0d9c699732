/** One question of the preview: as it was understood, what is wrong with it, and whether it is taken. */
import { asWritten } from '../../../src/core/poll/question-list'
import { LETTERS } from '../../../src/core/question-types/letters'
import { questionWords } from '../../question-types/rows/question-words'
import { rowsWords } from '../../question-types/rows/words'
import { make, pill, setText, written } from '../../shared/dom'
import { kindIcon } from '../kind-icon'
import { kindWords } from '../kind-words'
import { rightOf } from '../right-answer'
import { isMarked, isRightWritten, type QuestionDraft } from './draft'
import { CardEditor, type EditorCallbacks } from './editor'
import type { Item, Place } from './items'
import { importWords as words } from './words'

export interface CardCallbacks {
  taken(item: Item, isTaken: boolean): void
  marked(item: Item, place: number): void
  /** Leads to the line of the text. */
  shown(place: Place): void
  /** The quote of a line; undefined: its text is not there. */
  quote(place: Place): string | undefined
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
    const { element, box, place, state, where, editor } = this
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
    else this.drawBody()
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

  private drawBody(): void {
    const { question, type } = this.item
    const { body } = this
    body.textContent = ''
    const stem = written('h3', 'stem', question.text || questionWords.aloud)
    stem.translate = false
    body.append(stem)
    if (question.choices.some(Boolean)) body.append(this.choices())
    const right = rightOf(question)
    if (right && isRightWritten(type)) {
      const said = written('p', 'found-right', questionWords.rightMark(right))
      said.translate = false
      body.append(said)
    }
    if (question.explanation) {
      const why = written('p', 'why', question.explanation)
      why.translate = false
      body.append(why)
    }
    body.append(make('p', 'hint', questionWords.about(question)))
  }

  private choices(): HTMLElement {
    const { item, callbacks } = this
    const { question, type } = item
    const isLettered = type !== 'scale' && !(type === 'order' && question.right !== null)
    const list = make('ul', 'found-choices')
    asWritten(question).forEach((choice, place) => {
      const letter = LETTERS[place] ?? String(place + 1)
      const entry = make('li')
      if (isLettered) entry.dataset['letter'] = letter
      const isRight = isMarked(type) && (question.right?.includes(letter) ?? false)
      const cap = capOf(isLettered ? letter : String(place + 1), isMarked(type) && !item.isAdded, isRight)
      cap.addEventListener('click', () => {
        callbacks.marked(this.item, place)
        // It was drawn anew.
        this.body.querySelectorAll<HTMLElement>('.cap')[place]?.focus()
      })
      const text = written('span', 'choice-text', choice)
      text.translate = false
      entry.classList.toggle('right', isRight)
      entry.append(cap, ' ', text)
      if (isRight) entry.append(' ', make('em', '', questionWords.right))
      list.append(entry)
    })
    return list
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

/** A letter, which marks its choice as right where that can be said. */
export function capOf(name: string, isButton: boolean, isRight: boolean): HTMLElement {
  const cap = make(isButton ? 'button' : 'span', 'cap', name)
  cap.translate = false
  if (cap instanceof HTMLButtonElement) {
    cap.type = 'button'
    cap.setAttribute('aria-label', rowsWords.markRight(name))
    cap.setAttribute('aria-pressed', String(isRight))
  }
  return cap
}

/** Leads to a place of the text by its line and what stands there. */
export function placeLink(
  place: Place,
  { quote, shown }: Pick<CardCallbacks, 'quote' | 'shown'>,
): HTMLElement {
  const text = quote(place)
  const name = words.place(place)
  if (place.file) return make('span', 'where', `${name}:`)
  const link = make('button', 'link where', `${name}: `)
  link.type = 'button'
  // Not `q`: a press on its marks would miss the button.
  const quoted = written('span', '', text ? words.quoted(text) : '')
  quoted.translate = false
  if (text) link.append(quoted)
  link.addEventListener('click', () => shown(place))
  return link
}

/** The form in which a presenter writes a question. */
import { MAX_CHOICE_LENGTH, MAX_QUESTION_LENGTH, MIN_CHOICES } from '../../src/core/limits/input-limits'
import type { Question } from '../../src/core/protocol/poll'
import { LETTERS } from '../../src/core/poll/voting-rules'
import { byId, make, pill, setText } from '../shared/dom'
import { fillLetters } from '../shared/poll/letter-select'
import { presenterWords as words } from './words'

const NEW: Question = { text: '', choices: ['', '', '', ''], kind: 'ballot', results: 'hidden', right: null }

interface Callbacks {
  askNow(question: Question): Promise<boolean>
  add(question: Question): Promise<boolean>
  /** Replaces a question in the list. */
  save(was: Question, question: Question): Promise<boolean>
  said(sentence: string): void
}

export class QuestionForm {
  private readonly text = byId<HTMLTextAreaElement>('compose-text')
  private readonly rows = byId('compose-choices')
  private readonly right = byId<HTMLSelectElement>('compose-right')
  private readonly form = byId<HTMLFormElement>('compose-form')
  private edited: Question | undefined

  constructor(private readonly callbacks: Callbacks) {
    byId('add-choice').addEventListener('click', () => this.addChoice())
    byId('ask-now').addEventListener('click', () => void this.finish(question => callbacks.askNow(question)))
    byId('cancel-edit').addEventListener('click', () => this.fill(NEW))
    this.form.addEventListener('submit', event => {
      event.preventDefault()
      const { edited } = this
      void this.finish(question => (edited ? callbacks.save(edited, question) : callbacks.add(question)))
    })
    this.text.maxLength = MAX_QUESTION_LENGTH
    this.fill(NEW)
  }

  /** Loads a question of the list to edit it. */
  edit(question: Question): void {
    this.fill(question, question)
    byId<HTMLDetailsElement>('compose').open = true
    byId('compose').scrollIntoView()
    this.text.focus()
  }

  /** Empties the form if the command was done; after a refusal it is unchanged. */
  private async finish(act: (question: Question) => Promise<boolean>): Promise<void> {
    const isDone = await act(this.question())
    if (!isDone) return
    this.fill(NEW)
    this.text.focus()
  }

  private question(): Question {
    const line = (text: string) => text.replace(/\s+/g, ' ').trim()
    return {
      text: line(this.text.value),
      choices: this.fields().map(field => line(field.value)),
      kind: this.choice('kind') as Question['kind'],
      results: this.choice('results') as Question['results'],
      right: this.right.value || null,
    }
  }

  private fill(question: Question, edited?: Question): void {
    this.edited = edited
    this.text.value = question.text
    this.rows.textContent = ''
    for (const choice of question.choices) this.rows.append(this.row(choice))
    this.number()
    this.right.value = question.right ?? ''
    for (const name of ['kind', 'results'] as const)
      for (const radio of this.radios(name)) radio.checked = radio.value === question[name]
    setText(byId('compose-title'), edited ? words.editing(edited.text) : words.newQuestion)
    setText(byId('add-to-list'), edited ? words.saveInList : words.addToList)
    byId('cancel-edit').hidden = !edited
  }

  private row(text: string): HTMLElement {
    const row = make('div', 'choice-row')
    const field = make('input', 'text-field')
    field.value = text
    field.maxLength = MAX_CHOICE_LENGTH
    field.autocomplete = 'off'
    field.dir = 'auto'
    const letter = make('b', 'letter')
    letter.translate = false
    letter.setAttribute('aria-hidden', 'true')
    row.append(
      letter,
      field,
      pill('×', () => this.removeChoice(row)),
    )
    return row
  }

  /** Labels each row with its letter. */
  private number(): void {
    const letters = [...LETTERS.slice(0, this.rows.children.length)]
    letters.forEach((letter, place) => {
      const row = this.rows.children[place] as HTMLElement
      row.dataset['letter'] = letter
      setText(row.querySelector('b')!, letter)
      row.querySelector('input')!.setAttribute('aria-label', words.choiceName(letter))
      row.querySelector('button')!.setAttribute('aria-label', words.removeChoice(letter))
    })
    fillLetters(this.right, letters, words.noRight)
  }

  private addChoice(): void {
    if (this.rows.children.length >= LETTERS.length) return this.callbacks.said(words.tooMany)
    const row = this.row('')
    this.rows.append(row)
    this.number()
    row.querySelector('input')!.focus()
  }

  private removeChoice(row: HTMLElement): void {
    if (this.rows.children.length <= MIN_CHOICES) return this.callbacks.said(words.tooFew)
    const neighbour = (row.nextElementSibling ?? row.previousElementSibling)!
    row.remove()
    this.number()
    neighbour.querySelector('input')!.focus()
  }

  private fields(): HTMLInputElement[] {
    return [...this.rows.querySelectorAll('input')]
  }

  private radios(name: 'kind' | 'results'): HTMLInputElement[] {
    return [...this.form.querySelectorAll<HTMLInputElement>(`[name=${name}]`)]
  }

  private choice(name: 'kind' | 'results'): string {
    return this.radios(name).find(radio => radio.checked)!.value
  }
}

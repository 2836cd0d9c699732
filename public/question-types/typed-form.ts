/**
 * The form for what people type: a field for each answer and one button. What is typed stays until it is recorded,
 * whatever is drawn anew meanwhile; what is recorded stays in its field, to be changed.
 */
import { cleanAnswer, lengthOf } from '../../src/core/question-types/open-answers'
import type { TypedQuestion } from '../../src/core/question-types/question-type'
import { make, pill, setText } from '../shared/dom'
import { keepDraft, recallDraft } from './draft'
import type { AnswerMoment, AnswerPart, OptionsOf, RulesOf } from './parts'
import { TypedField } from './typed-field'
import { markOf, voteNow } from './vote-now'
import { typeWords } from './words'

type TypedName = 'text' | 'words'

/** Fields that are there from the start; a further one comes once all are filled. */
const FIELDS_AT_FIRST = 3

export interface FormSettings<Name extends TypedName> {
  rules: RulesOf<Name>
  isLong: boolean
  maxLength: number
  /** What screen readers call a field: "Word 2 of 3". */
  nameOf: (this: void, number: number, most: number) => string
  how: (question: TypedQuestion<OptionsOf<Name>>) => string
  /** Whether answers are taken back one by one. */
  hasTakeBack?: boolean
}

export class TypedForm<Name extends TypedName> implements AnswerPart<Name> {
  private readonly hint = make('p', 'answer-hint')
  private readonly list = make('div', 'typed-fields')
  private readonly sendButton: HTMLButtonElement
  private readonly fields: TypedField[] = []
  private moment: AnswerMoment<Name> | undefined
  /** The answers of the vote that was seen last, and whether it was on its way. */
  private seen: string[] = []
  private wasWanted = false

  /** @param want takes the vote as it is sent; null withdraws it */
  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
    private readonly settings: FormSettings<Name>,
  ) {
    this.sendButton = pill(typeWords.send, () => this.send())
    this.sendButton.classList.add('primary', 'answer-send')
    place.append(this.hint, this.list, this.sendButton)
  }

  update(moment: AnswerMoment<Name>): void {
    const isFirst = !this.moment
    this.moment = moment
    setText(this.hint, this.settings.how(moment.question))
    const recorded = this.recorded
    if (isFirst) {
      this.fill(recallDraft(moment.poll.pollId) ?? recorded)
    } else if (this.isToFill(recorded)) this.fill(recorded)
    this.seen = recorded
    this.wasWanted = typeof moment.vote.wanted === 'string'
    this.draw()
  }

  focus(): void {
    this.fields[0]?.input.focus()
  }

  /** What is typed and not part of the vote. */
  unsent(): string {
    const { recorded } = this
    return this.lines.filter(line => !recorded.includes(line)).join(' · ')
  }

  /** The answers of the own vote, also of one that is on its way. */
  private get recorded(): string[] {
    return voteNow(this.moment!.vote)?.split('\n') ?? []
  }

  /** What is typed, as it would be sent. */
  private get lines(): string[] {
    return this.fields.map(({ text }) => cleanAnswer(text)).filter(line => line !== '')
  }

  /** Another page of this person has answered, and nothing is typed here that was not sent. */
  private isToFill(recorded: string[]): boolean {
    const typed = this.lines.join('\n')
    return (
      recorded.length > 0 &&
      recorded.join('\n') !== typed &&
      this.seen.join('\n') === typed &&
      !this.isRefused(recorded)
    )
  }

  /** What was on its way did not arrive: it stays in its field, to be sent once more. */
  private isRefused(recorded: string[]): boolean {
    return (
      this.wasWanted && this.moment!.vote.wanted === undefined && recorded.join('\n') !== this.seen.join('\n')
    )
  }

  private fill(lines: readonly string[]): void {
    this.makeFields(lines.length)
    for (const [index, field] of this.fields.entries()) field.text = lines[index] ?? ''
    this.makeFields()
  }

  /** As many fields as are needed now; none is taken away while somebody types. */
  private makeFields(needed = this.lines.length + 1): void {
    const { isLong, maxLength, nameOf, hasTakeBack } = this.settings
    const { most } = this.moment!.question.answer as OptionsOf<TypedName>
    const count = Math.min(most, Math.max(FIELDS_AT_FIRST, needed))
    while (this.fields.length < count) {
      const number = this.fields.length + 1
      const settings = {
        isLong,
        maxLength,
        name: nameOf(number, most),
        number: most > 1 ? String(number) : '',
      }
      const field: TypedField = new TypedField(settings, {
        changed: () => this.changed(),
        entered: () => this.entered(field),
        takenBack: hasTakeBack && most > 1 ? () => this.takeBack(field) : undefined,
      })
      this.fields.push(field)
      this.list.append(field.element)
    }
    for (const [index, field] of this.fields.entries()) field.hintAt(index === most - 1 ? 'send' : 'next')
  }

  private changed(): void {
    this.makeFields()
    this.draw()
  }

  /** To the next field; from the last one, or from an empty one, it is sent. */
  private entered(field: TypedField): void {
    const next = this.fields[this.fields.indexOf(field) + 1]
    if (next && cleanAnswer(field.text) !== '') next.input.focus()
    else this.send()
  }

  private send(): void {
    const { rules } = this.settings
    const { question, poll } = this.moment!
    if (poll.state === 'closed' || this.isSent) return
    const wrong = this.fields.find(field => this.problemOf(field) !== '')
    if (wrong) return wrong.refuse(this.problemOf(wrong))
    const { lines } = this
    if (lines.length === 0) {
      if (this.recorded.length === 0) return this.fields[0]!.refuse(typeWords.empty)
      return this.want(null)
    }
    const parsed = rules.parseVote(question, lines.join('\n'))
    if (!parsed.ok) return this.fields[0]!.refuse(typeWords.notSendable)
    const vote = rules.sentVote(question, parsed.vote)
    // As it is counted: without doubles and stray spaces.
    this.fill(vote.split('\n'))
    // The keyboard of a phone goes, and the status line is seen.
    this.sendButton.focus()
    this.want(vote)
  }

  /** Takes one answer out of the vote. What else is typed stays as it is. */
  private takeBack(field: TypedField): void {
    const rest = this.recorded.filter(line => line !== cleanAnswer(field.text))
    field.text = ''
    field.input.focus()
    this.want(rest.length > 0 ? rest.join('\n') : null)
  }

  /** What is wrong with a field alone; empty: nothing. */
  private problemOf({ text }: TypedField): string {
    if (text.trim() === '') return ''
    const parsed = this.settings.rules.parseVote(this.moment!.question, text)
    if (parsed.ok) return ''
    if (parsed.problem !== 'answer-too-long') return typeWords.nothingToRead
    return typeWords.tooLong(lengthOf(cleanAnswer(text)), this.settings.maxLength)
  }

  /** Whether all that is typed is in the own vote, and nothing else. */
  private get isSent(): boolean {
    const { recorded, lines } = this
    return recorded.length > 0 && recorded.join('\n') === lines.join('\n')
  }

  private draw(): void {
    const { recorded, isSent, sendButton } = this
    const moment = this.moment!
    const mark = markOf(moment)
    for (const field of this.fields) field.mark(recorded.includes(cleanAnswer(field.text)) ? mark : '')
    setText(sendButton, isSent ? typeWords.sent[mark || 'recorded'] : typeWords.send)
    sendButton.setAttribute('aria-disabled', String(isSent))
    keepDraft(moment.poll.pollId, isSent ? [] : this.fields.map(({ text }) => text))
  }
}

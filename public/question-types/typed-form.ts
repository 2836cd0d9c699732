/**
 * The form for what people type: its fields and one button. What is typed stays until it is recorded, whatever is
 * drawn anew meanwhile; what is recorded stays in its field, to be changed.
 */
import { cleanAnswer, lengthOf } from '../../src/core/question-types/open-answers'
import type { QuestionBase, TypedQuestion } from '../../src/core/question-types/question-type'
import { make, pill, setText } from '../shared/dom'
import { keepDraft, recallDraft } from './draft'
import type { AnswerMoment, AnswerPart, OptionsOf, RulesOf } from './parts'
import type { TypedField } from './typed-field'
import { TypedFields, type FieldsSettings } from './typed-fields'
import { markOf, voteNow } from './vote-now'
import { typeWords } from './words'

type TypedName = 'text' | 'words'

export interface FormSettings<Name extends TypedName> extends FieldsSettings {
  rules: RulesOf<Name>
  how: (question: TypedQuestion<OptionsOf<Name>>) => string
}

/** How it is answered. Whoever answers knows beforehand that the presenter reads it first. */
export function howTyped(how: string, { needsApproval }: Pick<QuestionBase, 'needsApproval'>): string {
  return [how, ...(needsApproval ? [typeWords.needsApproval] : [])].join(' ')
}

export class TypedForm<Name extends TypedName> implements AnswerPart<Name> {
  private readonly hint = make('p', 'answer-hint')
  private readonly typed: TypedFields
  private readonly sendButton: HTMLButtonElement
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
    this.typed = new TypedFields(settings, {
      changed: () => this.draw(),
      sent: () => this.send(),
      takenBack: field => this.takeBack(field),
    })
    this.sendButton = pill(typeWords.send, () => this.send())
    this.sendButton.classList.add('primary', 'answer-send')
    place.append(this.hint, this.typed.element, this.sendButton)
  }

  update(moment: AnswerMoment<Name>): void {
    const isFirst = !this.moment
    this.moment = moment
    setText(this.hint, this.settings.how(moment.question))
    const recorded = this.recorded
    const { most } = moment.question.answer as OptionsOf<TypedName>
    if (isFirst) this.typed.fill(recallDraft(moment.poll.pollId) ?? recorded, most)
    else if (this.isToFill(recorded)) this.typed.fill(recorded, most)
    this.seen = recorded
    this.wasWanted = typeof moment.vote.wanted === 'string'
    this.draw()
  }

  focus(): void {
    this.typed.focus()
  }

  /** What is typed and not part of the vote. */
  unsent(): string[] {
    const { recorded } = this
    return this.typed.lines.filter(line => !recorded.includes(line))
  }

  /** The answers of the own vote, also of one that is on its way. */
  private get recorded(): string[] {
    return voteNow(this.moment!.vote)?.split('\n') ?? []
  }

  /** Another page of this person has answered, and nothing is typed here that was not sent. */
  private isToFill(recorded: string[]): boolean {
    const typed = this.typed.lines.join('\n')
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

  private send(): void {
    const { rules } = this.settings
    const { question, poll } = this.moment!
    if (poll.state === 'closed' || this.isSent) return
    const { typed } = this
    const wrong = typed.fields.find(field => this.problemOf(field) !== '')
    if (wrong) return wrong.refuse(this.problemOf(wrong))
    const { lines } = typed
    if (lines.length === 0) {
      if (this.recorded.length === 0) return typed.fields[0]!.refuse(typeWords.empty)
      return this.want(null)
    }
    const parsed = rules.parseVote(question, lines.join('\n'))
    if (!parsed.ok) return typed.fields[0]!.refuse(typeWords.notSendable)
    const vote = rules.sentVote(question, parsed.vote)
    // As it is counted: without doubles and stray spaces.
    typed.fill(vote.split('\n'))
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
    const { recorded, typed } = this
    return recorded.length > 0 && recorded.join('\n') === typed.lines.join('\n')
  }

  private draw(): void {
    const { recorded, isSent, sendButton, typed } = this
    const moment = this.moment!
    const mark = markOf(moment)
    for (const field of typed.fields) field.mark(recorded.includes(cleanAnswer(field.text)) ? mark : '')
    setText(sendButton, isSent ? typeWords.sent[mark || 'recorded'] : typeWords.send)
    sendButton.setAttribute('aria-disabled', String(isSent))
    keepDraft(moment.poll.pollId, isSent ? [] : typed.fields.map(({ text }) => text))
  }
}

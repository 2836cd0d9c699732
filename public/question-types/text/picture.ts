/** Open text on the stage: what is asked for while people answer, then cards, or one answer in full. */
import { answerKey } from '../../../src/core/question-types/open-answers'
import { text as rules } from '../../../src/core/question-types/text'
import { make, setText } from '../../shared/dom'
import { largest, type Units } from '../../shared/stage/layout/measure'
import { Prompt } from '../prompt'
import type { ResultMoment, StagePart, StageType } from '../parts'
import { cardOf } from './card'
import { AnswerCards } from './cards'
import { textWords } from './stage-words'

/** Letters of the highlighted answer, in units. */
const HIGHLIGHT = { from: 11, step: 0.4 }
/** Characters of a right answer that stand at the top of the picture. */
const MAX_LABEL = 24

type Asked = Pick<ResultMoment<'text'>, 'poll' | 'question'>
/** What is to be seen: the question's form, cards, one of them in full, or the cards of two rounds. */
type Kind = 'asked' | 'none' | 'cards' | 'one' | 'rounds'

class TextPicture implements StagePart<'text'> {
  private readonly element = make('div', 'text-picture')
  private readonly prompt = new Prompt()
  private readonly none = make('p', 'nothing-yet')
  private readonly share = make('p', 'right-share')
  private readonly one = make('div', 'one-answer')
  private readonly rounds = textWords.rounds.map(name => {
    const place = make('section', 'answer-round')
    const cards = new AnswerCards()
    place.append(make('h2', 'answer-round-name', name), cards.element)
    return { place, cards }
  })
  private drawn = ''

  constructor(place: HTMLElement) {
    const { element, prompt, none, share, one, rounds } = this
    // The sentence and the table say the same.
    for (const each of [one, ...rounds.map(round => round.place)]) each.setAttribute('aria-hidden', 'true')
    element.append(prompt.element, none, share, one, ...rounds.map(round => round.place))
    place.append(element)
  }

  update({ poll, question }: Asked, result: ResultMoment<'text'> | null): void {
    const kind = kindOf(result)
    this.element.dataset['kind'] = kind
    this.prompt.update(textWords.asked(question.answer.most))
    const { view, earlier } = result ?? {}
    setText(this.none, view?.voters ? textWords.noneShown : textWords.none)
    const right = view?.right ?? null
    setText(this.share, right === null || !view ? '' : textWords.rightShare(right, view.voters))
    const accepted = new Set(poll.right === null ? [] : poll.right.split('\n').map(answerKey))
    const isRight = (text: string) => accepted.has(answerKey(text))
    const [before, now] = this.rounds
    if (view) now!.cards.update(view.cards, view.answers, isRight)
    if (earlier) before!.cards.update(earlier.cards, earlier.answers, isRight)
    if (view?.highlighted) this.drawOne(view.highlighted, isRight(view.highlighted.text))
  }

  fit(units: Units): void {
    const { kind } = this.element.dataset
    const [before, now] = this.rounds
    if (kind === 'asked') this.prompt.fit(units)
    if (kind === 'one') this.fitOne(units)
    if (kind === 'rounds') before!.cards.fit(units, 1)
    if (kind === 'cards') now!.cards.fit(units)
    if (kind === 'rounds') now!.cards.fit(units, 1)
  }

  private drawOne(card: Parameters<typeof cardOf>[0], isRight: boolean): void {
    const now = JSON.stringify([card, isRight])
    if (now === this.drawn) return
    this.drawn = now
    this.one.textContent = ''
    this.one.append(cardOf(card, isRight))
  }

  private fitOne({ least }: Units): void {
    const { one } = this
    const fits = () => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth + 1
    largest(one, { ...HIGHLIGHT, to: least }, fits)
  }
}

function kindOf(result: ResultMoment<'text'> | null): Kind {
  if (!result) return 'asked'
  const { poll, view, earlier } = result
  if (view.highlighted) return 'one'
  if (earlier) return 'rounds'
  if (view.cards.length > 0) return 'cards'
  return poll.state === 'open' ? 'asked' : 'none'
}

function table({ view, earlier }: ResultMoment<'text'>): { head: string[]; rows: string[][] } {
  const { answer, before, votes } = textWords.table
  if (!earlier)
    return { head: [answer, votes], rows: view.cards.map(({ text, votes }) => [text, String(votes)]) }
  const then = new Map(earlier.cards.map(card => [card.text, card.votes]))
  const gone = earlier.cards.filter(({ text }) => !view.cards.some(card => card.text === text))
  return {
    head: [answer, before, votes],
    rows: [
      ...view.cards.map(({ text, votes }) => [text, String(then.get(text) ?? 0), String(votes)]),
      ...gone.map(({ text, votes }) => [text, String(votes), '0']),
    ],
  }
}

/** The first accepted spelling; the others are marked on their cards. */
function rightLabel(_question: unknown, right: string): string {
  const [first = ''] = right.split('\n')
  const characters = [...first]
  return characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join('')}…` : first
}

export const textPicture: StageType<'text'> = {
  rules,
  make: place => new TextPicture(place),
  table,
  rightLabel,
}

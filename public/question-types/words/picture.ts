/** Words on the stage: what is asked for while people answer, then a cloud with the most said beside it, or a list. */
import { words as rules } from '../../../src/core/question-types/words'
import { make, setText } from '../../shared/dom'
import type { Units } from '../../shared/stage/layout/measure'
import type { ResultMoment, StagePart, StageType } from '../parts'
import { Prompt } from '../prompt'
import { WordCloud } from './cloud'
import { Shapes } from './shapes'
import { cloudWords } from './stage-words'
import { WordList } from './word-list'

/** Words that are listed beside the cloud. */
const MOST_SAID = 6

type Asked = Pick<ResultMoment<'words'>, 'poll' | 'question'>
/** What is to be seen: the question's form, a cloud, a list, or two lists side by side. */
type Kind = 'asked' | 'none' | 'cloud' | 'list' | 'rounds'

class WordsPicture implements StagePart<'words'> {
  private readonly element = make('div', 'words-picture')
  private readonly prompt = new Prompt()
  private readonly none = make('p', 'nothing-yet')
  private readonly shapes = new Shapes(this.element)
  private readonly mostSaid = new WordList(this.shapes, 'most-said', MOST_SAID)
  private readonly lists = [new WordList(this.shapes, 'first'), new WordList(this.shapes, 'second')] as const
  private cloud: WordCloud | undefined

  constructor(place: HTMLElement) {
    const { element, prompt, none, mostSaid, lists } = this
    // The sentence and the table say the same.
    for (const each of [mostSaid, ...lists]) each.element.setAttribute('aria-hidden', 'true')
    element.append(prompt.element, none, mostSaid.element, ...lists.map(each => each.element))
    place.append(element)
  }

  update({ poll, question }: Asked, result: ResultMoment<'words'> | null): void {
    const kind = kindOf(result)
    this.element.dataset['kind'] = kind
    this.prompt.update(cloudWords.asked(question.answer.most))
    if (!result) return
    const { view, earlier } = result
    setText(this.none, view.voters > 0 ? cloudWords.noneShown : cloudWords.none)
    const most = Math.max(1, ...[view, earlier].map(each => each?.words[0]?.[1] ?? 0))
    this.cloudOf(poll.pollId).update(kind === 'cloud' ? view.words : [])
    this.mostSaid.update(cloudWords.mostSaid, view.words, most)
    const [first, second] = this.lists
    const [before = '', now = ''] = cloudWords.rounds
    const { words, others } = earlier ?? view
    first.update(earlier ? before : '', words, most, others)
    second.update(now, view.words, most, view.others)
  }

  fit(units: Units): void {
    const { kind } = this.element.dataset
    if (kind === 'asked') return this.prompt.fit(units)
    // The list first: the cloud has the room that it leaves.
    if (kind === 'cloud') this.mostSaid.fit(units)
    if (kind === 'list' || kind === 'rounds') this.lists[0].fit(units)
    if (kind === 'rounds') this.lists[1].fit(units)
    this.cloud?.fit(units)
  }

  private cloudOf(seed: string): WordCloud {
    if (!this.cloud) {
      this.cloud = new WordCloud(this.shapes, seed)
      this.cloud.element.setAttribute('aria-hidden', 'true')
      this.element.prepend(this.cloud.element)
    }
    return this.cloud
  }
}

function kindOf(result: ResultMoment<'words'> | null): Kind {
  if (!result) return 'asked'
  const { poll, view, earlier } = result
  if (earlier) return 'rounds'
  if (view.words.length === 0) return poll.state === 'open' ? 'asked' : 'none'
  return view.isList ? 'list' : 'cloud'
}

function table({ view, earlier }: ResultMoment<'words'>): { head: string[]; rows: string[][] } {
  const { word, before, votes } = cloudWords.table
  if (!earlier)
    return { head: [word, votes], rows: view.words.map(([label, count]) => [label, String(count)]) }
  const then = new Map(earlier.words.map(([label, count]) => [label, count]))
  const gone = earlier.words.filter(([label]) => !view.words.some(([each]) => each === label))
  return {
    head: [word, before, votes],
    rows: [
      ...view.words.map(([label, count]) => [label, String(then.get(label) ?? 0), String(count)]),
      ...gone.map(([label, count]) => [label, String(count), '0']),
    ],
  }
}

export const wordsPicture: StageType<'words'> = {
  rules,
  make: place => new WordsPicture(place),
  table,
}

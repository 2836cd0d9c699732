/** The words of a room on a phone: as a calm cloud, or as a list with figures. */
import { answerKey } from '../../../src/core/question-types/open-answers'
import { words } from '../../../src/core/question-types/words'
import { make, pill, setProperty, setText, written } from '../../shared/dom'
import { recallWord, rememberWord } from '../../shared/storage'
import type { ResultMoment, ResultPart, ResultType, ViewOf } from '../parts'
import { cloudWords } from './words'

/** Under this name the browser remembers how its owner likes to see words. */
const SHOWN_AS = 'words-as'
type Form = 'cloud' | 'list'
/** Words below this part of the largest size are drawn more softly. */
const SMALL = 0.5

class WordsResult implements ResultPart<'words'> {
  private readonly said = make('p', 'result-said')
  private readonly list = make('ul', 'words-result')
  private readonly others = make('p', 'answer-hint')
  private readonly group = make('div', 'words-switch')
  private readonly buttons: Record<Form, HTMLButtonElement>
  private form: Form = recallWord(SHOWN_AS) === 'list' ? 'list' : 'cloud'
  /** Words keep their places in the cloud, however their votes change. */
  private places: string[] = []
  private moment: ResultMoment<'words'> | undefined
  private drawn = ''

  constructor(place: HTMLElement) {
    const head = make('div', 'words-head')
    const { group } = this
    group.setAttribute('role', 'group')
    group.setAttribute('aria-label', cloudWords.showAs)
    const button = (form: Form) => pill(cloudWords[form], () => this.show(form))
    this.buttons = { cloud: button('cloud'), list: button('list') }
    group.append(this.buttons.cloud, this.buttons.list)
    head.append(this.said, group)
    place.append(head, this.list, this.others)
  }

  update(moment: ResultMoment<'words'>): void {
    this.moment = moment
    this.draw()
  }

  private show(form: Form): void {
    this.form = form
    rememberWord(SHOWN_AS, form)
    this.draw()
  }

  private draw(): void {
    const { form, moment } = this
    const { view, earlier, own } = moment!
    const all = view.words.length + view.others
    const none = view.voters === 0 ? cloudWords.none : cloudWords.noneShown
    setText(this.said, all === 0 ? none : cloudWords.shown(all, view.voters))
    this.group.hidden = all === 0
    setText(this.others, view.others > 0 ? cloudWords.others(view.others) : '')
    for (const [name, button] of Object.entries(this.buttons))
      button.setAttribute('aria-pressed', String(name === form))
    const now = JSON.stringify([view.words, earlier?.words, own, form])
    if (now === this.drawn) return
    this.drawn = now
    this.list.classList.toggle('as-list', form === 'list')
    const entries = form === 'list' ? view.words : this.inPlaces(view.words)
    const most = Math.max(1, ...view.words.map(([, votes]) => votes))
    const before = new Map(earlier?.words.map(([label, votes]) => [answerKey(label), votes]))
    const owns = new Set(own?.split('\n').map(answerKey))
    this.list.textContent = ''
    this.list.append(
      ...entries.map(([label, votes]) => {
        const key = answerKey(label)
        return item(label, votes, { most, before: earlier && (before.get(key) ?? 0), isOwn: owns.has(key) })
      }),
    )
  }

  private inPlaces(entries: ViewOf<'words'>['words']): ViewOf<'words'>['words'] {
    const byKey = new Map(entries.map(entry => [answerKey(entry[0]), entry]))
    const stay = this.places.filter(key => byKey.has(key))
    this.places = [...stay, ...[...byKey.keys()].filter(key => !stay.includes(key))]
    return this.places.map(key => byKey.get(key)!)
  }
}

interface ItemSettings {
  most: number
  before: number | undefined
  isOwn: boolean
}

/** A word with its figure, a space between both for whoever hears them. */
function item(label: string, votes: number, { most, before, isOwn }: ItemSettings): HTMLElement {
  const entry = make('li')
  const word = written('span', 'word', label)
  word.translate = false
  const figures = make('span', 'votes')
  figures.translate = false
  figures.dir = 'ltr'
  if (before !== undefined) figures.append(make('span', 'before', cloudWords.before(before)))
  figures.append(make('b', '', String(votes)))
  const longest = Math.max(...label.split(' ').map(part => [...part].length))
  const size = Math.sqrt(votes / most)
  entry.classList.toggle('small', size < SMALL)
  setProperty(entry, '--size', size.toFixed(3))
  setProperty(entry, '--share', (votes / most).toFixed(3))
  setProperty(entry, '--letters', String(longest))
  entry.append(word, ' ', figures)
  if (isOwn) {
    entry.classList.add('own')
    entry.append(' ', make('span', 'own-tab', cloudWords.yours))
  }
  return entry
}

export const wordsResult: ResultType<'words'> = {
  rules: words,
  make: place => new WordsResult(place),
  table: () => ({ head: [], rows: [] }),
  legend: 'figures',
}

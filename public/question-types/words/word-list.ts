/** Words with their figures and bars, one below the other, in as many columns as there is room for, and how many more there are. */
import { make, setProperty, setText, written } from '../../shared/dom'
import { directionOfAll } from '../../shared/stage/answers'
import { setSize, type Units } from '../../shared/stage/layout/measure'
import type { Shapes } from './shapes'
import { cloudWords } from './stage-words'

export type Entry = readonly [label: string, votes: number, ...rest: unknown[]]

/** In units: letters, what a figure needs beside its word, and the gap between two columns. */
const LARGEST = 4.6
const STEP = 0.2
const FIGURE = 12
const GAP = 5
const MAX_COLUMNS = 3

export class WordList {
  readonly element: HTMLElement
  private readonly heading = make('h2', 'word-list-name')
  private readonly list = make('ol')
  private readonly more = make('p', 'more-words')
  private entries: readonly Entry[] = []
  /** Words that are not among the entries. */
  private others = 0
  private most = 1

  /**
   * @param name its class
   * @param longest the most entries that are listed
   */
  constructor(
    private readonly shapes: Shapes,
    name: string,
    private readonly longest = Infinity,
  ) {
    this.element = make('div', `word-list ${name}`)
    this.element.append(this.heading, this.list, this.more)
  }

  /**
   * @param most the votes of the longest bar
   * @param others words that are not among the entries
   */
  update(heading: string, entries: readonly Entry[], most: number, others = 0): void {
    setText(this.heading, heading)
    this.heading.hidden = heading === ''
    this.entries = entries.slice(0, this.longest)
    this.most = most
    this.others = others
    // One direction for all: bars that began at both sides could not be compared.
    this.list.dir = this.more.dir = directionOfAll(this.entries.map(([label]) => label))
  }

  /** Finds the largest letters with which words stand on a line, and lists as many as there is room for. */
  fit({ unit, least }: Units): void {
    const { element, list, entries, more } = this
    more.hidden = true
    const width = element.clientWidth / unit
    if (width === 0) return
    const longest = Math.max(0, ...entries.map(([label]) => this.shapes.of(label).width))
    const isWide = this.longest === Infinity
    let [columns, size] = [isWide ? MAX_COLUMNS : 1, LARGEST]
    const columnWidth = () => (width - GAP * (columns - 1)) / columns
    const holds = () => longest * size + FIGURE <= columnWidth()
    while (!holds() && (size > least || columns > 1)) {
      if (size > least) size = Math.max(least, size - STEP)
      else [columns, size] = [columns - 1, LARGEST]
    }
    setSize(list, size)
    let listed = this.fillUp(columns)
    const isAllListed = () => listed === entries.length && this.others === 0
    if (!isAllListed() && size > least) {
      // More words in the smallest letters are better than fewer in larger ones.
      setSize(list, (size = least))
      for (columns = isWide ? MAX_COLUMNS : 1; columns > 1 && !holds(); columns--);
      listed = this.fillUp(columns)
    }
    // A selection does not say how many it leaves out.
    if (isAllListed() || this.longest < Infinity) return
    more.hidden = false
    setText(more, cloudWords.more(1))
    setText(more, cloudWords.more(entries.length + this.others - this.fillUp(columns)))
  }

  /** Lists as many words as there is room for; returns how many. */
  private fillUp(mostColumns: number): number {
    const { list, entries } = this
    const shortest = [...entries].sort(([one], [other]) => one.length - other.length)
    setProperty(list, '--columns', String(mostColumns))
    this.fill(shortest.slice(0, 1))
    // Words that stand on two lines are higher than others: then fewer fit.
    for (let lines = Math.max(1, this.linesThatFit()); ; lines--) {
      const columns = Math.min(mostColumns, Math.max(1, Math.ceil(entries.length / lines)))
      setProperty(list, '--lines', String(lines))
      setProperty(list, '--columns', String(columns))
      this.fill(entries.slice(0, lines * columns))
      if (lines === 1 || list.scrollHeight <= list.clientHeight + 1) return list.children.length
    }
  }

  private linesThatFit(): number {
    const { list } = this
    const first = list.firstElementChild as HTMLElement | null
    if (!first) return 1
    const gap = parseFloat(getComputedStyle(list).rowGap) || 0
    return Math.floor((list.clientHeight + gap) / (first.offsetHeight + gap))
  }

  /** Makes or removes lines at the end only; the others say something else. */
  private fill(entries: readonly Entry[]): void {
    const { list } = this
    while (list.children.length > entries.length) list.lastChild!.remove()
    entries.forEach(([label, votes], at) => {
      const line = (list.children[at] as HTMLElement | undefined) ?? list.appendChild(newLine())
      const [word, count] = line.children
      setText(word as HTMLElement, label)
      setText(count as HTMLElement, String(votes))
      setProperty(line, '--share', (votes / Math.max(1, this.most)).toFixed(4))
    })
  }
}

function newLine(): HTMLElement {
  const line = make('li')
  const word = written('span', 'word', '')
  const count = make('b', 'word-count')
  for (const each of [word, count]) each.translate = false
  count.dir = 'ltr'
  line.append(word, count, make('i', 'word-bar'))
  return line
}

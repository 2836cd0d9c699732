/** Owns the lines that are drawn: each once and in its place, the oldest let go while nobody reads them. */
import { make } from '../shared/dom'
import type { DrawnLine } from './message'
import { Follower } from './stick-to-bottom'

/** Lines that stay drawn while somebody reads the end. */
const MANY = 300
/** Comings and goings that stay drawn. */
const MANY_NOTES = 3

interface Entry {
  line: DrawnLine
  element: HTMLElement
}

export interface LogParts {
  box: HTMLElement
  list: HTMLElement
  /** Leads to the end. */
  newer: HTMLButtonElement
  /** Brings older lines. */
  older: HTMLButtonElement
  draw(line: DrawnLine): HTMLElement
}

export class ChatLog {
  readonly follower: Follower
  /** In the order in which they are drawn. */
  private entries: Entry[] = []

  constructor(private readonly parts: LogParts) {
    const { box, list, newer, older } = parts
    this.follower = new Follower(box, list, newer, () => {
      if (!older.hidden) older.click()
    })
  }

  set hasOlder(has: boolean) {
    this.follower.keep(() => (this.parts.older.hidden = !has))
  }

  get firstSeq(): number | undefined {
    return this.entries.find(({ line }) => line.seq !== undefined)?.line.seq
  }

  /** Draws lines; one that is drawn already only anew where it has changed. Returns those that are new. */
  put<L extends DrawnLine>(lines: L[]): L[] {
    let drawn: L[] = []
    this.follower.keep(() => {
      drawn = lines.filter(line => this.place(line))
      if (this.follower.isAtEnd) this.letGo()
    })
    return drawn
  }

  /** Takes out the lines that fit. */
  remove(fits: (line: DrawnLine) => boolean): void {
    const gone = this.entries.filter(({ line }) => fits(line))
    if (gone.length === 0) return
    this.entries = this.entries.filter(({ line }) => !fits(line))
    this.follower.keep(() => {
      for (const { element } of gone) {
        // Whoever was about to do something with it goes on from the list.
        if (element.contains(document.activeElement)) this.parts.box.focus()
        element.remove()
      }
    })
  }

  /** Draws every line anew: what may be done with lines has changed. */
  redraw(): void {
    this.follower.keep(() => {
      for (const entry of this.entries) {
        if (entry.element.contains(document.activeElement)) continue
        const element = this.parts.draw(entry.line)
        entry.element.replaceWith(element)
        entry.element = element
      }
    })
  }

  /** Says something that is not kept. */
  note(text: string): void {
    const { list } = this.parts
    this.follower.keep(() => {
      list.append(make('li', 'note', text))
      const notes = list.querySelectorAll('.note')
      if (notes.length > MANY_NOTES) notes[0]!.remove()
    })
  }

  /** Returns whether the line is new. */
  private place(line: DrawnLine): boolean {
    const known = this.entries.findIndex(entry => isSame(entry.line, line))
    const before = this.entries[known]
    if (before?.line.seq !== undefined && before.line.seq === line.seq) return false
    if (before) {
      this.entries.splice(known, 1)
      before.element.remove()
    }
    let index = this.entries.length
    while (index > 0 && comesBefore(line, this.entries[index - 1]!.line)) index--
    const element = this.parts.draw(line)
    const next = this.entries[index]
    this.parts.list.insertBefore(element, next?.element ?? null)
    this.entries.splice(index, 0, { line, element })
    return !before
  }

  /** Older lines come back when somebody scrolls up. */
  private letGo(): void {
    const over = this.entries.length - MANY
    if (over <= 0) return
    for (const { element } of this.entries.splice(0, over)) element.remove()
    this.parts.older.hidden = false
  }
}

function isSame(one: DrawnLine, other: DrawnLine): boolean {
  if (one.seq !== undefined && other.seq !== undefined) return one.seq === other.seq
  return one.key === other.key && one.from === other.from
}

/** Kept lines have their numbers; whatever is on its way comes last; private lines stand where their time is. */
function comesBefore(one: DrawnLine, other: DrawnLine): boolean {
  if (one.seq !== undefined && other.seq !== undefined) return one.seq < other.seq
  return (one.at ?? Infinity) < (other.at ?? Infinity)
}

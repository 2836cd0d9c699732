/** The list of drawn lines: each once, in order; removes the oldest while the user reads the end. */
import { make } from '../shared/dom'
import { markReported } from '../shared/reports/mark'
import type { DrawnLine } from './message'
import { StickToBottom } from './stick-to-bottom'

/** Lines that stay drawn while the user reads the end. */
const MAX_DRAWN_LINES = 300
/** Notes about who joined and left that stay drawn. */
const MAX_NOTES = 3

interface Entry {
  line: DrawnLine
  element: HTMLElement
}

export interface MessageListElements {
  box: HTMLElement
  list: HTMLElement
  /** The button that scrolls to the end. */
  newer: HTMLButtonElement
  /** The button that loads older lines. */
  older: HTMLButtonElement
  draw(line: DrawnLine): HTMLElement
  /** Who has reported a line. */
  mark(line: DrawnLine): string
}

export class MessageList {
  readonly scrolling: StickToBottom
  /** In the drawn order. */
  private entries: Entry[] = []

  constructor(private readonly elements: MessageListElements) {
    const { box, list, newer, older } = elements
    this.scrolling = new StickToBottom(box, list, newer, () => {
      if (!older.hidden) older.click()
    })
  }

  set hasOlder(has: boolean) {
    this.scrolling.keep(() => (this.elements.older.hidden = !has))
  }

  get firstSeq(): number | undefined {
    return this.entries.find(({ line }) => line.seq !== undefined)?.line.seq
  }

  /** Draws lines, and redraws those that changed. Returns the new ones. */
  put<L extends DrawnLine>(lines: L[]): L[] {
    let drawn: L[] = []
    this.scrolling.keep(() => {
      drawn = lines.filter(line => this.place(line))
      if (this.scrolling.isAtEnd) this.removeOldest()
    })
    return drawn
  }

  /** Removes the lines for which `fits` is true. */
  remove(fits: (line: DrawnLine) => boolean): void {
    const removed = this.entries.filter(({ line }) => fits(line))
    if (removed.length === 0) return
    this.entries = this.entries.filter(({ line }) => !fits(line))
    this.scrolling.keep(() => {
      for (const { element } of removed) {
        // The focus was inside it: move it to the list.
        if (element.contains(document.activeElement)) this.elements.box.focus()
        element.remove()
      }
    })
  }

  /** Redraws every line, because the allowed actions have changed. */
  redraw(): void {
    this.scrolling.keep(() => {
      for (const entry of this.entries) {
        if (entry.element.contains(document.activeElement)) continue
        const element = this.elements.draw(entry.line)
        entry.element.replaceWith(element)
        entry.element = element
      }
    })
  }

  /** Writes again on every line who has reported it. */
  markAll(): void {
    this.scrolling.keep(() => {
      for (const { line, element } of this.entries) markReported(element, this.elements.mark(line))
    })
  }

  /** Draws a temporary note. */
  note(text: string): void {
    const { list } = this.elements
    this.scrolling.keep(() => {
      list.append(make('li', 'note', text))
      const notes = list.querySelectorAll('.note')
      if (notes.length > MAX_NOTES) notes[0]!.remove()
    })
  }

  /** Draws a line at its place. Returns whether it is new. */
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
    const element = this.elements.draw(line)
    const next = this.entries[index]
    this.elements.list.insertBefore(element, next?.element ?? null)
    this.entries.splice(index, 0, { line, element })
    return !before
  }

  /** Removes the oldest lines; they are loaded again when the user scrolls up. */
  private removeOldest(): void {
    const over = this.entries.length - MAX_DRAWN_LINES
    if (over <= 0) return
    for (const { element } of this.entries.splice(0, over)) element.remove()
    this.elements.older.hidden = false
  }
}

function isSame(one: DrawnLine, other: DrawnLine): boolean {
  if (one.seq !== undefined && other.seq !== undefined) return one.seq === other.seq
  return one.key === other.key && one.from === other.from
}

/** Recorded lines are ordered by number, private lines by time; lines being sent come last. */
function comesBefore(one: DrawnLine, other: DrawnLine): boolean {
  if (one.seq !== undefined && other.seq !== undefined) return one.seq < other.seq
  return (one.at ?? Infinity) < (other.at ?? Infinity)
}

/** What several choices add to the rows of the choices: rows that wait for more, and rows that cannot be added. */
import { setText } from '../../shared/dom'
import { manyWords as words } from './words'

export interface RowMarks {
  /** Letters that are chosen and do not count yet. */
  waiting: string
  /** The letters of a vote that has as many as it may have; empty: a further one can be added. */
  full: string
}

export class ManyRows {
  private marks: RowMarks = { waiting: '', full: '' }

  /** @param hint says why a row cannot be added */
  constructor(private readonly hint: HTMLElement) {
    hint.id = 'many-hint'
  }

  /** After the rows themselves are drawn, which comes next. */
  draw(marks: RowMarks): void {
    this.marks = marks
    queueMicrotask(() => this.mark())
  }

  /** The next question has the same rows. */
  clear(): void {
    this.marks = { waiting: '', full: '' }
    for (const row of rows()) this.disable(row, false)
  }

  private mark(): void {
    const { waiting, full } = this.marks
    for (const row of rows()) {
      const letter = row.dataset['letter']!
      if (waiting.includes(letter)) {
        row.dataset['mark'] = 'waiting'
        row.setAttribute('aria-pressed', 'true')
        const tab = row.querySelector<HTMLElement>('.tab.own')!
        tab.hidden = false
        setText(tab, words.chosen)
      }
      this.disable(row, full !== '' && !full.includes(letter))
    }
  }

  private disable(row: HTMLElement, isFull: boolean): void {
    row.classList.toggle('is-full', isFull)
    if (!isFull) return row.removeAttribute('aria-describedby')
    row.setAttribute('aria-disabled', 'true')
    row.setAttribute('aria-describedby', this.hint.id)
  }
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('#choices > .choice')]
}

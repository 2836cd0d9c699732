/** The prepared list as text, to paste and to copy. */
import type { Question } from '../../src/core/protocol/poll'
import { parseList, writeList } from '../../src/core/poll/question-list'
import { byId, make } from '../shared/dom'
import { copyFrom } from './copy'
import type { PresenterView } from './view-model'
import { presenterWords as words } from './words'

interface Callbacks {
  /** Appends these to the list; resolves to whether it was done. */
  prepare: (questions: Question[]) => Promise<boolean>
  said: (sentence: string) => void
}

export class ListAsText {
  private readonly pasted = byId<HTMLTextAreaElement>('paste-text')
  private readonly written = byId<HTMLTextAreaElement>('list-text')

  constructor(private readonly callbacks: Callbacks) {
    byId('paste-form').addEventListener('submit', event => {
      event.preventDefault()
      void this.add()
    })
    byId('copy-list').addEventListener('click', () => void copyFrom(this.written).then(callbacks.said))
  }

  update({ state: { prepared } }: PresenterView): void {
    const text = writeList(prepared)
    if (this.written.value !== text) this.written.value = text
    byId('as-text').hidden = prepared.length === 0
  }

  /** Adds all questions or none: otherwise, after a correction, some would be added twice. */
  private async add(): Promise<void> {
    const { pasted } = this
    const { questions, problems } = parseList(pasted.value)
    showProblems(problems.length === 0 && questions.length === 0 ? [words.nothingToAdd] : problems)
    if (problems.length > 0 || questions.length === 0) return pasted.focus()
    if (!(await this.callbacks.prepare(questions))) return
    pasted.value = ''
    const section = byId<HTMLDetailsElement>('paste')
    section.open = false
    section.querySelector('summary')!.focus()
  }
}

function showProblems(problems: string[]): void {
  const place = byId('paste-problems')
  place.textContent = ''
  if (problems.length === 0) return
  const list = make('ul')
  list.append(...problems.map(problem => make('li', '', problem)))
  place.append(list)
}

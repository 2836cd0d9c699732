/** Owns the prepared list as text on the page: pasted in, and copied out again. */
import type { Question } from '../../src/core/protocol/events'
import { parseList, writeList } from '../../src/core/poll/question-list'
import { byId, make } from '../shared/dom'
import { copyFrom } from './copy'
import type { Desk } from './presenter-state'
import { presenterWords as words } from './words'

interface Listeners {
  /** Puts these behind the list; resolves to whether it was done. */
  prepare(questions: Question[]): Promise<boolean>
  said(sentence: string): void
}

/** Wires both texts; returns how to draw them for a desk. */
export function initListText({ prepare, said }: Listeners): (desk: Desk) => void {
  const pasted = byId<HTMLTextAreaElement>('paste-text')
  const written = byId<HTMLTextAreaElement>('list-text')

  byId('paste-form').addEventListener('submit', event => {
    event.preventDefault()
    const { questions, problems } = parseList(pasted.value)
    showProblems(problems.length === 0 && questions.length === 0 ? [words.nothingToAdd] : problems)
    // All or nothing: what was added would be added twice once the rest is mended.
    if (problems.length > 0 || questions.length === 0) return pasted.focus()
    void prepare(questions).then(isDone => {
      if (!isDone) return
      pasted.value = ''
      const section = byId<HTMLDetailsElement>('paste')
      section.open = false
      section.querySelector('summary')!.focus()
    })
  })
  byId('copy-list').addEventListener('click', () => void copyFrom(written).then(said))

  return ({ lectern }) => {
    const text = writeList(lectern.prepared)
    if (written.value !== text) written.value = text
    byId('as-text').hidden = lectern.prepared.length === 0
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

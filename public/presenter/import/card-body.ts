/** What a question of the preview says: its text, its choices with the one that is right, and why. */
import { asWritten } from '../../../src/core/poll/question-list'
import { LETTERS } from '../../../src/core/question-types/letters'
import { questionWords } from '../../question-types/rows/question-words'
import { rowsWords } from '../../question-types/rows/words'
import { make, written } from '../../shared/dom'
import { rightOf } from '../right-answer'
import { isMarked, isRightWritten } from './draft'
import type { Item } from './items'

/** Draws it in place of what was there. @param marked a choice was marked as right by its letter */
export function drawBody(body: HTMLElement, item: Item, marked: (place: number) => void): void {
  const { question, type } = item
  body.textContent = ''
  const untranslated = (name: 'h3' | 'p', look: string, text: string) => {
    const element = written(name, look, text)
    element.translate = false
    body.append(element)
  }
  untranslated('h3', 'stem', question.text || questionWords.aloud)
  if (question.choices.some(Boolean)) body.append(choicesOf(body, item, marked))
  const right = rightOf(question)
  if (right && isRightWritten(type)) untranslated('p', 'found-right', questionWords.rightMark(right))
  if (question.explanation) untranslated('p', 'why', question.explanation)
  body.append(make('p', 'hint', questionWords.about(question)))
}

function choicesOf(
  body: HTMLElement,
  { question, type, isAdded }: Item,
  marked: (place: number) => void,
): HTMLElement {
  const isLettered = type !== 'scale' && !(type === 'order' && question.right !== null)
  const list = make('ul', 'found-choices')
  asWritten(question).forEach((choice, place) => {
    const letter = LETTERS[place] ?? String(place + 1)
    const entry = make('li')
    if (isLettered) entry.dataset['letter'] = letter
    const isRight = isMarked(type) && (question.right?.includes(letter) ?? false)
    const cap = capOf(isLettered ? letter : String(place + 1), isMarked(type) && !isAdded, isRight)
    cap.addEventListener('click', () => {
      marked(place)
      // The list has been drawn again.
      body.querySelectorAll<HTMLElement>('.cap')[place]?.focus()
    })
    const text = written('span', 'choice-text', choice)
    text.translate = false
    entry.classList.toggle('right', isRight)
    entry.append(cap, ' ', text)
    if (isRight) entry.append(' ', make('em', '', questionWords.right))
    list.append(entry)
  })
  return list
}

/** A letter, which marks its choice as right where that can be said. */
function capOf(name: string, isButton: boolean, isRight: boolean): HTMLElement {
  const cap = make(isButton ? 'button' : 'span', 'cap', name)
  cap.translate = false
  if (cap instanceof HTMLButtonElement) {
    cap.type = 'button'
    cap.setAttribute('aria-label', rowsWords.markRight(name))
    cap.setAttribute('aria-pressed', String(isRight))
  }
  return cap
}

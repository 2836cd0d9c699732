/**
 * The page on paper: one page a question, in black on white. A question that is too long for its page is written
 * smaller until it fits, for none may go on over the next one.
 */
import { setProperty } from '../shared/dom'
import type { QuestionSection } from './question-section'

/** How small a question may be drawn; its text stops at the size that the style sheet names. */
const SIZES = [1, 0.9, 0.8, 0.72, 0.66, 0.6, 0.54, 0.48, 0.42, 0.36, 0.3]

/** @param questions what is to be printed when it comes to that */
export function initReport(questions: () => readonly QuestionSection[]): void {
  window.addEventListener('beforeprint', () => {
    document.documentElement.dataset['printing'] = ''
    for (const question of questions()) fit(question)
  })
  window.addEventListener('afterprint', () => {
    delete document.documentElement.dataset['printing']
    for (const { element, chart } of questions()) {
      element.style.removeProperty('--size')
      chart.drawOnScreen()
    }
  })
}

function fit({ element, chart }: QuestionSection): void {
  for (const size of SIZES) {
    setProperty(element, '--size', String(size))
    chart.drawOnPaper(size)
    if (element.scrollHeight <= element.clientHeight + 1) return
  }
}

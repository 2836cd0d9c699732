/** What a printer of another format answers: the text, and the questions that this format cannot carry. */
import { typeOf, type Question } from '../question-types/registry'

export interface Printed {
  text: string
  /** A sentence for each question that is not in the text, and one for each of which a part is not. */
  left: { index: number; sentence: string }[]
}

/** Prints the questions one by one; `undefined` is what the format has no kind for. */
export function printAll(
  questions: readonly Question[],
  format: string,
  print: (question: Question) => string | undefined,
): { parts: string[]; left: Printed['left'] } {
  const parts: string[] = []
  const left: Printed['left'] = []
  questions.forEach((question, index) => {
    const part = print(question)
    if (part !== undefined) return void parts.push(part)
    const sentence = `Question ${index + 1} is left out: ${format} has no kind for [${typeOf(question).name}].`
    left.push({ index, sentence })
  })
  return { parts, left }
}

/**
 * The percentages of so many right answers, 100 together: Moodle takes 10 and 5 and what one answer of up to ten is
 * worth, with five decimals, and refuses a question with another one.
 */
export function sharesOf(count: number): string[] {
  const equal = String(Number((100 / count).toFixed(5)))
  if (count <= 10) return Array.from({ length: count }, () => equal)
  const halves = 2 * (count - 10)
  return Array.from({ length: count }, (_none, place) => (place < halves ? '5' : '10'))
}

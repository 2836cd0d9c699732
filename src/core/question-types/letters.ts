/** Votes by letter: what one choice, several choices and an order have in common. */
import type { QuestionBase } from './question-type'

/** The letters of choices, as many as a question may have. */
export const LETTERS = 'ABCDEFGHIJKL'

/** The letters of a question's choices. */
export function lettersOf({ choices }: Pick<QuestionBase, 'choices'>): string[] {
  return [...LETTERS.slice(0, choices.length)]
}

/** What a choice is called in a table: its letter and its text. */
export function labelOf({ choices }: Pick<QuestionBase, 'choices'>, letter: string): string {
  const text = choices[LETTERS.indexOf(letter)]
  return text ? `${letter} ${text}` : letter
}

/** The letters of a vote if all of them are the question's own and none comes twice, else why not. */
export function readLetters(
  question: Pick<QuestionBase, 'choices'>,
  sent: string,
): string[] | 'no-such-choice' | 'chosen-twice' {
  const own = lettersOf(question)
  const letters = [...sent]
  if (letters.some(letter => !own.includes(letter))) return 'no-such-choice'
  return new Set(letters).size < letters.length ? 'chosen-twice' : letters
}

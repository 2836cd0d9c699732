/** What each type of question is called, and what it is for. A translation replaces this file. */
import type { TypeName } from '../../src/core/question-types/registry'

/** In the order in which they are offered. */
export const kindWords: Record<TypeName, { name: string; about: string }> = {
  one: { name: 'One choice', about: 'One answer out of several.' },
  many: { name: 'Several', about: 'Several answers out of a list.' },
  scale: { name: 'Scale', about: 'A point between two ends, such as never and always.' },
  number: { name: 'Number', about: 'A number: an estimate, a year, a result.' },
  order: { name: 'Order', about: 'Things put in order.' },
  words: { name: 'Words', about: 'Single words, shown as a cloud.' },
  text: { name: 'Text', about: 'Short answers in people’s own words.' },
}

/** Which feedback of an item of QTI 2 or 3 says why the right answer is right. */
import { readableText } from './html-text'
import type { QuizQuestion } from './quiz-question'
import { NOTES } from '../unavailable'
import { allNamed, childrenOf, findAll, trimmedIn, type XmlNode } from './tree'

interface Feedback {
  identifier: string
  /** The names by which it is said when it is shown: its own, that of its outcome, of what its condition compares. */
  names: string[]
  text: string
}

const ALWAYS = /general|solution|explanation/i
const RIGHT = /correct|^right|^richtig/i
const WRONG = /incorrect|not.?correct|wrong|fail|fals|empty|hint/i

/** What is said to everybody, else to whoever is right; what is said to anybody else is left out. */
export function explain(item: XmlNode, right: readonly string[], quiz: QuizQuestion): void {
  const said = childrenOf(item, 'modalfeedback')
    .concat(allNamed(item, 'feedbackblock'))
    .map(node => feedbackIn(node, item))
    .filter(({ text }) => text !== '')
  const isFor = (pattern: RegExp) => (each: Feedback) => each.names.some(name => pattern.test(name))
  const notWrong = said.filter(each => !isFor(WRONG)(each))
  const best =
    said.find(isFor(ALWAYS)) ??
    notWrong.find(isFor(RIGHT)) ??
    said.find(({ identifier }) => right.includes(identifier)) ??
    (said.length === 1 ? notWrong[0] : undefined)
  quiz.explanation = best?.text ?? ''
  const hasOther = said.some(({ text }) => text !== quiz.explanation)
  const hasInner = allNamed(item, 'feedbackinline').some(node => trimmedIn(node) !== '')
  if (hasOther || hasInner) quiz.notes.push(NOTES.feedback)
}

function feedbackIn(node: XmlNode, item: XmlNode): Feedback {
  const { identifier = '', outcomeidentifier = '' } = node.attributes
  const names = [identifier, outcomeidentifier, ...conditionOf(identifier, item)]
  return { identifier, names, text: readableText(node).text }
}

const BRANCHES = new Set(['responseif', 'responseelseif'])

/** What is compared where this feedback is chosen, such as `correct` of an outcome that says so. */
function conditionOf(identifier: string, item: XmlNode): string[] {
  const chooses = (node: XmlNode) =>
    childrenOf(node, 'setoutcomevalue').some(set =>
      allNamed(set, 'basevalue').some(value => trimmedIn(value) === identifier),
    )
  const isBranch = (node: XmlNode) => BRANCHES.has(node.name) && chooses(node)
  return findAll(item, isBranch).flatMap(branch =>
    findAll(branch, ({ name }) => ['basevalue', 'setoutcomevalue', 'not'].includes(name))
      .filter(({ name }) => name === 'basevalue')
      .map(trimmedIn),
  )
}

/** Reads a question of Moodle XML, kind by kind; one that is not here is named, and nothing of it is lost silently. */
import { bracketsOf } from '../../poll/list-brackets'
import type { TypeName } from '../../question-types/registry'
import { noteAt } from '../understood'
import { onOneLine, readableText } from './html-text'
import { READERS, UNKNOWN, type Answer } from './moodle-answers'
import { emptyQuestion, understoodQuiz, type QuizQuestion, type QuizReading } from './quiz-question'
import { NOTES, unknownKind } from '../unavailable'
import { childOf, childrenOf, textIn, trimmedIn, type ReadHtml, type XmlNode } from './tree'

/** What is longer says nothing of a question. */
const MAX_TAG_LENGTH = 300

/** Which of our kinds a kind of Moodle can be: a tag that says another one is none of ours. */
const OURS = new Map<string, TypeName[]>(
  Object.entries({
    multichoice: ['one', 'many'],
    numerical: ['number'],
    shortanswer: ['text'],
    essay: ['text', 'number'],
    ordering: ['order'],
  }),
)

/** Reads one `<question>`; a category or a description becomes a note. */
export function readMoodleQuestion(node: XmlNode, { result, readHtml }: QuizReading): void {
  const number = result.questions.length + 1
  const type = (node.attributes['type'] ?? '').trim().toLowerCase()
  if (type === 'category') {
    const path = trimmedIn(childOf(node, 'category')).replace(/^\$\w+\$\/(?:top\/)?/, '')
    if (path !== '') result.problems.push(noteAt(number, `The category "${path.slice(0, 80)}" is left out.`))
    return
  }
  const quiz = emptyQuestion()
  const textOf = (part: XmlNode | undefined) => readFormatted(part, quiz.media, readHtml)
  quiz.text = textOf(childOf(node, 'questiontext')) || trimmedIn(childOf(node, 'name'))
  // Before Moodle 2, a picture stood beside the text.
  const picture = trimmedIn(childOf(node, 'image'))
  if (picture !== '') quiz.media.push(picture)
  if (type === 'description') {
    const said = onOneLine(quiz.text).slice(0, 80)
    result.problems.push(noteAt(number, `A text without a question is left out: "${said}".`))
    return
  }
  quiz.explanation = textOf(childOf(node, 'generalfeedback'))
  const answers = childrenOf(node, 'answer').map((answer): Answer => {
    const plain = readFormatted(answer, quiz.media, readHtml, ['feedback', 'tolerance'])
    return {
      text: onOneLine(plain),
      fraction: Number(answer.attributes['fraction'] ?? NaN),
      feedback: textOf(childOf(answer, 'feedback')),
      tolerance: trimmedIn(childOf(answer, 'tolerance')),
    }
  })
  const tags = childrenOf(childOf(node, 'tags') ?? node, 'tag').map(tag =>
    bracketsOf(trimmedIn(tag).slice(0, MAX_TAG_LENGTH)),
  )
  const brackets = tags.find(tag => tag && OURS.get(type)?.includes(tag.name))
  quiz.brackets = brackets
  const read = READERS.get(type)
  if (read) read({ node, quiz, answers, brackets })
  else quiz.unknown = UNKNOWN.get(type) ?? unknownKind(type || 'without a name')
  explain(quiz, answers, childrenOf(node, 'hint').length > 0)
  result.questions.push(understoodQuiz(quiz, number))
}

/** The text of an element with a format; files in it are named. */
function readFormatted(
  part: XmlNode | undefined,
  media: string[],
  readHtml: ReadHtml,
  without: readonly string[] = [],
): string {
  if (!part) return ''
  const files = childrenOf(part, 'file').map(({ attributes }) => attributes['name'] ?? '')
  media.push(...files.filter(name => name !== ''))
  const inner = childOf(part, 'text')
  const written = inner
    ? textIn(inner)
    : part.children
        .map(child => (typeof child === 'string' ? child : without.includes(child.name) ? '' : textIn(child)))
        .join('')
  const format = part.attributes['format'] ?? 'html'
  if (/^(?:html|moodle_auto_format)$/.test(format) && /[<&]/.test(written)) {
    const read = readableText(readHtml(written))
    media.push(...read.media)
    return read.text
  }
  return format === 'html' ? written.replace(/\s+/g, ' ').trim() : written.trim()
}

/** Why the right answer is right: what is said to everybody, else what is said to whoever is right. */
function explain(quiz: QuizQuestion, answers: readonly Answer[], hasHints: boolean): void {
  const best = answers.filter(({ fraction }) => fraction >= 100)
  if (quiz.explanation === '' && best.length === 1) quiz.explanation = best[0]!.feedback
  const isLeft = ({ feedback }: Answer) => feedback !== '' && feedback !== quiz.explanation
  if (hasHints || answers.some(isLeft)) quiz.notes.push(NOTES.feedback)
}

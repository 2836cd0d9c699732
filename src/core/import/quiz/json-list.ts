/** Reads questions as JSON, as they are saved here, in a page: without the schemas, which pages do not load. */
import { MAX_CHOICE_LENGTH, MAX_EXPLANATION_LENGTH, MAX_QUESTION_LENGTH } from '../../limits/input-limits'
import { PLAIN } from '../../poll/found-question'
import { isTypeName, readQuestion, typeNamed, type Question } from '../../question-types/registry'
import { plainOf, type QuestionJson } from '../json-shape'
import { problemAt, type Understanding, type Understood } from '../understood'

type Fields = Record<string, unknown>

const NO_KIND = 'This entry is no question of a kind that there is here: its "type" says which kind it is.'
const NO_FIT = 'The numbers and texts of this question do not fit each other or its kind: write it anew.'
const NO_RIGHT = 'What is said to be right cannot be right for this question: mark it anew.'

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown, limit: number) => typeof value === 'string' && value.length <= limit
const areTexts = (value: unknown) =>
  Array.isArray(value) && value.every(each => isText(each, MAX_CHOICE_LENGTH))
const isAbsent = (value: unknown) => value === undefined || value === null

/** The entries of a document that may be questions; undefined: it is no list of questions. */
export function entriesIn(document: unknown): Fields[] | undefined {
  const list = isObject(document) && Array.isArray(document['questions']) ? document['questions'] : document
  const entries = (Array.isArray(list) ? list : [list]).filter(isObject)
  return entries.some(({ type }) => typeof type === 'string' && isTypeName(type)) ? entries : undefined
}

export function readEntries(entries: readonly Fields[]): Understanding['questions'] {
  return entries.map((entry, index) => readEntry(entry, index + 1))
}

function readEntry(entry: Fields, number: number): Understood {
  const faulty = (sentence: string, question: Question = PLAIN): Understood => ({
    first: number,
    last: number,
    question,
    problems: [problemAt(number, sentence)],
  })
  const text = typeof entry['text'] === 'string' ? entry['text'].trim() : ''
  const known: Question = { ...PLAIN, text: text.slice(0, MAX_QUESTION_LENGTH) }
  const { type } = entry
  if (typeof type !== 'string' || !isTypeName(type)) return faulty(NO_KIND, known)
  if (!isShaped({ ...entry, text })) return faulty(NO_FIT, known)
  const given = trimmed(plainOf({ ...defaults(entry), text } as QuestionJson))
  const typeRules = typeNamed(type)
  if (given.needsApproval && !typeRules.isTyped) return faulty(NO_FIT, known)
  const question = readQuestion(given)
  if (question) return { first: number, last: number, question, problems: [] }
  const withoutRight = readQuestion({ ...given, right: null })
  return withoutRight ? faulty(NO_RIGHT, withoutRight) : faulty(NO_FIT, known)
}

const defaults = (entry: Fields): Fields => ({
  ...entry,
  kind: entry['kind'] ?? PLAIN.kind,
  results: entry['results'] ?? PLAIN.results,
})

type Given = ReturnType<typeof plainOf>

const trimmed = (given: Given): Given => ({
  ...given,
  choices: given.choices.map(choice => choice.trim()),
  ...(given.explanation === undefined ? {} : { explanation: given.explanation.trim() }),
})

/** Whether each field is what its name says; whether they fit each other is for the kind to say. */
function isShaped(entry: Fields): boolean {
  const { text, kind, results, explanation, canAbstain, needsApproval, right, labels } = entry
  const lists = ['choices', 'items', 'statements'].map(name => entry[name])
  const needed = { one: 'choices', many: 'choices', order: 'items' }[entry['type'] as string]
  return (
    isText(text, MAX_QUESTION_LENGTH) &&
    ['ballot', 'hands', undefined].includes(kind as undefined) &&
    ['hidden', 'live', undefined].includes(results as undefined) &&
    (isAbsent(explanation) || isText(explanation, MAX_EXPLANATION_LENGTH)) &&
    [canAbstain, needsApproval].every(flag => isAbsent(flag) || typeof flag === 'boolean') &&
    lists.every(list => list === undefined || areTexts(list)) &&
    (needed === undefined || areTexts(entry[needed])) &&
    (isAbsent(labels) || (Array.isArray(labels) && labels.length === 2 && areTexts(labels))) &&
    isRightShaped(entry['type'] as string, right) &&
    (entry['type'] !== 'scale' || typeof entry['points'] === 'number')
  )
}

function isRightShaped(type: string, right: unknown): boolean {
  if (isAbsent(right)) return true
  if (type === 'number')
    return isObject(right) && [right['from'], right['to']].every(end => typeof end === 'number')
  return type === 'text' ? areTexts(right) && (right as string[]).length <= 10 : typeof right === 'string'
}

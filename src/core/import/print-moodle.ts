/** Prints questions as Moodle XML. What Moodle does not know of a question stands in a tag, `[many 1-2, live]`. */
import { asWritten, writeBrackets } from '../poll/question-list'
import { lettersOf } from '../question-types/letters'
import { writeNumber } from '../question-types/numerals'
import type { Question } from '../question-types/registry'
import { printAll, sharesOf, type Printed } from './printed'

/** Characters of a name in Moodle's list of questions. */
const MAX_NAME_LENGTH = 60

export function printMoodle(questions: readonly Question[]): Printed {
  const { parts, left } = printAll(questions, 'Moodle XML', questionOf)
  return {
    text: ['<?xml version="1.0" encoding="UTF-8"?>', '<quiz>', ...parts, '</quiz>', ''].join('\n'),
    left,
  }
}

/** Characters that no XML document may hold, however they are written. */
const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
}

/** A text between elements or in an attribute. */
export function escapedXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"'\r]/g, sign => SIGNS[sign]!)
}

const textOf = (text: string) => `<text>${escapedXml(text)}</text>`
const answerOf = (text: string, fraction: string, more = '') =>
  `<answer fraction="${fraction}" format="plain_text">${textOf(text)}<feedback format="plain_text"><text></text></feedback>${more}</answer>`

function questionOf(question: Question): string | undefined {
  const body = bodyOf(question)
  if (!body) return undefined
  const { text, explanation = '' } = question
  const brackets = writeBrackets(question)
  const name = [...text.replace(/\s+/g, ' ')].slice(0, MAX_NAME_LENGTH).join('')
  return [
    `<question type="${body.type}">`,
    `<name>${textOf(name)}</name>`,
    `<questiontext format="plain_text">${textOf(text)}</questiontext>`,
    `<generalfeedback format="plain_text">${textOf(explanation)}</generalfeedback>`,
    '<defaultgrade>1</defaultgrade>',
    ...body.lines,
    ...(brackets === '' ? [] : [`<tags><tag>${textOf(`[${brackets}]`)}</tag></tags>`]),
    '</question>',
  ].join('\n')
}

interface Body {
  type: string
  lines: string[]
}

const ESSAY: Body = { type: 'essay', lines: ['<responseformat>plain</responseformat>'] }

/** What Moodle calls the kind, and its answers; undefined: it has no such kind. */
function bodyOf(question: Question): Body | undefined {
  const { answer = { type: 'one' }, choices, right } = question
  const letters = lettersOf(question)
  switch (answer.type) {
    case 'one':
    case 'many': {
      const isSingle = answer.type === 'one'
      const shares = isSingle ? ['100'] : sharesOf(right?.length ?? 0)
      const wrong = isSingle || right === null ? '0' : '-100'
      const fractionOf = (place: number) => (right?.includes(letters[place]!) ? shares.pop()! : wrong)
      const answers = choices.map((choice, place) => answerOf(choice, fractionOf(place)))
      const lines = [
        `<single>${isSingle}</single>`,
        '<shuffleanswers>false</shuffleanswers>',
        '<answernumbering>ABCD</answernumbering>',
      ]
      return { type: 'multichoice', lines: [...lines, ...answers] }
    }
    case 'number': {
      if (right === null) return ESSAY
      const [from, to] = right.split('..').map(Number) as [number, number]
      const tolerance = `<tolerance>${writeNumber((to - from) / 2)}</tolerance>`
      const unit = `<units><unit><multiplier>1</multiplier><unit_name>${escapedXml(answer.unit)}</unit_name></unit></units>`
      const lines = [
        answerOf(writeNumber((from + to) / 2), '100', tolerance),
        ...(answer.unit === '' ? [] : [unit]),
      ]
      return { type: 'numerical', lines }
    }
    case 'text':
      if (right === null) return ESSAY
      return {
        type: 'shortanswer',
        lines: ['<usecase>0</usecase>', ...right.split('\n').map(spelling => answerOf(spelling, '100'))],
      }
    case 'order':
      if (right === null) return undefined
      return {
        type: 'ordering',
        lines: [
          '<layouttype>VERTICAL</layouttype>',
          '<selecttype>ALL</selecttype>',
          ...asWritten(question).map((item, place) => answerOf(item, String(place + 1))),
        ],
      }
    case 'scale':
    case 'words':
      return undefined
  }
}

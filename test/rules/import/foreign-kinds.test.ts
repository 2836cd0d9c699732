/** Kinds of questions that other programs name: a name that JavaScript gives a meaning is one that nobody knows. */
import { expect } from 'chai'
import { readMoodleQuestion } from '../../../src/core/import/quiz/moodle'
import { readQtiTwoItem } from '../../../src/core/import/quiz/qti-two'
import type { XmlNode } from '../../../src/core/import/quiz/tree'
import type { Understanding } from '../../../src/core/import/understood'

const node = (
  name: string,
  attributes: Record<string, string> = {},
  ...children: (XmlNode | string)[]
): XmlNode => ({
  name,
  attributes,
  children,
})
const readHtml = (html: string) => node('body', {}, html)
const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty']

function read(reader: (result: Understanding) => void): Understanding {
  const result: Understanding = { format: 'none', questions: [], problems: [] }
  reader(result)
  return result
}

describe('A kind with the name of something else', () => {
  for (const name of NAMES) {
    it(`is named as unknown in Moodle’s XML: ${name}`, () => {
      const text = node('questiontext', {}, node('text', {}, 'Which?'))
      const tags = node('tags', {}, node('tag', {}, node('text', {}, '[many 2]')))
      const { questions } = read(result =>
        readMoodleQuestion(node('question', { type: name }, text, tags), { result, readHtml }),
      )
      expect(JSON.stringify(questions)).to.include(name.toLowerCase()).and.to.include('not available here')
    })

    it(`is no question of QTI: ${name}`, () => {
      const body = node('itembody', {}, 'Which?', node(`${name}interaction`, { responseidentifier: 'R' }))
      const { questions } = read(result => readQtiTwoItem(node('assessmentitem', {}, body), { result }))
      expect(JSON.stringify(questions)).to.include('not available here')
    })
  }
})

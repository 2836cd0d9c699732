/** A key at the end of a list says what is right in the questions with its numbers; nothing else is taken for one. */
import { expect } from 'chai'
import { understand } from '../../../src/core/import/understand'

const LIST = '1. What is one?\nA) x\nB) y\nC) z\n\n2. What is two?\nA) p\nB) q\nC) r\n\n'
const rightOf = (text: string) => understand(text).questions.map(({ question }) => question.right)

describe('A key at the end of a list', () => {
  for (const key of [
    '1. B 2. C',
    'Answer key: 1 B, 2 C',
    'Answers:\n1. B\n2. C',
    'Answer Key\n\n1-B\n2-C',
    '1) b  2) c',
  ])
    it(`is understood: ${JSON.stringify(key)}`, () => {
      expect(rightOf(LIST + key)).to.deep.equal(['B', 'C'])
      const { questions, problems } = understand(LIST + key)
      expect(questions.map(({ question }) => question.choices.length)).to.deep.equal([3, 3])
      expect(problems.map(({ line, last, isNote, isUsed }) => [line, last, isNote, isUsed])).to.deep.equal([
        [11, 10 + key.split('\n').length, true, true],
      ])
    })

  it('says several letters of one question with a sign between them', () => {
    for (const key of ['1. B 2. AC', 'Solutions: 1b, 2a+c', '1 B, 2 A & C', '1: B; 2: A/C'])
      expect(rightOf(LIST + key), key).to.deep.equal(['B', 'AC'])
  })

  it('is none where its numbers are not those of the questions, or where it does not end the list', () => {
    for (const text of [
      `${LIST}1. B 3. C`,
      `${LIST}2. B 1. C`,
      `${LIST}1. B 2. C\n\n3. Next?\na) one\nb) two`,
    ]) {
      expect(
        rightOf(text).every(right => right === null),
        text,
      ).to.equal(true)
      expect(understand(text).problems.map(({ line }) => line)).to.include(11)
    }
  })
})

/** Tests whole texts of each kind: what is understood of them stands in the file of the same name. */
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { understand } from '../../../src/core/import/understand'
import { compact, faults, lostLines, read } from './compact'

const FOLDER = path.join(__dirname, '..', '..', 'fixtures', 'import')
const names = readdirSync(FOLDER).filter(name => name.endsWith('.txt'))
const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8')

describe('A text from', () => {
  for (const name of names)
    it(`${name.replace('.txt', '')} arrives right at the first try`, () => {
      const expected: unknown = JSON.parse(textOf(name.replace('.txt', '.json')))
      expect(read(textOf(name))).to.deep.equal(expected)
      expect(lostLines(textOf(name))).to.deep.equal([])
    })

  it('Moodle names the kinds that there are not here, with their lines', () => {
    expect(faults(textOf('moodle.txt'))).to.deep.equal([
      '23: This is a matching question, a kind that is not available here: ask its pairs one by one.',
      '28: This is an essay, a kind that is not available here: write [text] behind it to ask for a short answer.',
      '30: This question has several gaps (cloze), a kind that is not available here: make a question of each gap.',
      '32: The answers that begin with { have no end: write } behind the last one.',
    ])
  })

  it('any of these but Moodle has nothing that must be mended', () => {
    for (const name of names.filter(each => each !== 'moodle.txt'))
      expect(faults(textOf(name)), name).to.deep.equal([])
  })

  it('any of these, cut anywhere, loses no line', () => {
    for (const name of names) {
      const text = textOf(name)
      for (let end = 0; end < text.length; end += 7)
        for (const part of [text.slice(0, end), text.slice(end)])
          expect(lostLines(part), `${name} at ${end}`).to.deep.equal([])
    }
  })

  it('several of these, one behind the other, keeps every question', () => {
    const [first, second] = ['aiken.txt', 'assistant.txt'].map(textOf) as [string, string]
    const all = understand(`${first}\n\n${second}`).questions.map(compact)
    expect(all).to.deep.equal([...read(first), ...read(second)])
  })
})

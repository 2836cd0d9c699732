/** The documents name what is there: files, headings, scripts, tests and settings; what they claim names what shows it. */
import { expect } from 'chai'
import { claimsOf, faultOf } from './claims'
import { DOCUMENTS, fileOf, problemsOf, readDocument } from './named'

describe('The documents', () => {
  for (const document of DOCUMENTS)
    it(`name nothing that is not there: ${document}`, () => {
      expect(problemsOf(document, readDocument(document))).to.deep.equal([])
    })

  const wrong: [string, string][] = [
    ['a link to no file', '[here](nowhere.md)'],
    ['a link to no heading', '[here](guide.md#nowhere)'],
    ['a link to no heading of its own', '# Here\n\n[here](#nowhere)'],
    ['a script that there is not', 'npm run nothing'],
    ['a test that there is not', '```sh\nnpx mocha test/server/nothing.test.ts\n```'],
    ['a pattern in no folder', 'npx mocha "test/nowhere/**/*.test.ts"'],
    ['a file that there is not', '`test/server/nothing.test.ts`'],
    ['a file of a layer that there is not', '`sockets/poll/nothing`'],
    ['a setting that there is not', 'Set `ROOM_YEARS=3`.'],
  ]
  for (const [what, text] of wrong)
    it(`would not pass with ${what}`, () => {
      expect(problemsOf('docs/architecture.md', text)).to.have.length(1)
    })
})

describe('SECURITY.md', () => {
  it('names in each row of what stops whom a test that shows it', () => {
    const [, section] = /^## What stops whom$(.*?)^## /ms.exec(readDocument('SECURITY.md'))!
    const rows = section!
      .split('\n')
      .filter(line => line.startsWith('|') && !/^\| what (they|it) wants? \||^\|---/.test(line))
    expect(rows.length).to.be.above(30)
    for (const row of rows) {
      const shown = [
        ...row
          .split('|')
          .at(-2)!
          .matchAll(/`(test\/[^`]+\.test\.ts)`/g),
      ]
      expect(shown, row).to.not.deep.equal([])
      for (const [, file] of shown) expect(fileOf(file!), row).to.be.a('string')
    }
  })
})

describe('docs/claims.md', () => {
  const claims = claimsOf(readDocument('docs/claims.md'))

  it('has claims of every document but SECURITY.md, which names its own tests, and the history', () => {
    const rest = ['SECURITY.md', 'CHANGELOG.md', 'docs/claims.md']
    expect(new Set(claims.map(({ document }) => document))).to.deep.equal(
      new Set(DOCUMENTS.filter(document => !rest.includes(document))),
    )
    expect(claims.length).to.be.above(90)
  })

  it('has each claim as it stands in its document, with the test or command that shows it', () => {
    expect(claims.map(faultOf).filter(fault => fault !== undefined)).to.deep.equal([])
  })

  it('would not pass with a claim that nobody makes, or that nothing shows', () => {
    const document = 'README.md'
    expect(faultOf({ document, claim: 'It never rains.', shown: '`npm test`' })).to.be.a('string')
    expect(faultOf({ document, claim: 'Rooms share nothing.', shown: 'everybody knows' })).to.be.a('string')
    expect(faultOf({ document, claim: 'Rooms share nothing.', shown: '`npm test`' })).to.equal(undefined)
  })
})

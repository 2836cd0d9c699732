/** One table says which pages a room has; the files of `public` agree with it. */
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileOf, helperLink, presenterLink, ROOM_PAGES } from '../../src/core/pages'
import { importsOf, isOurs, ROOT, sourcesOf } from '../support/imports'

/** Pages of the site: for no room, for one that does not exist, for a request that is refused, or for PowerPoint. */
const OTHER_PAGES = [
  '404.html',
  'enter.html',
  'erased.html',
  'no-room.html',
  'powerpoint.html',
  'refused.html',
]

describe('The table of pages', () => {
  it('names every HTML file that is a page of a room', () => {
    const files = readdirSync(path.join(ROOT, 'public')).filter(file => file.endsWith('.html'))
    expect([...ROOM_PAGES.map(fileOf), ...OTHER_PAGES]).to.have.members(files)
  })

  it('leads to the presenter’s page of the default room and of another one', () => {
    expect(presenterLink('http://a.test/', 'k')).to.equal('http://a.test/present#key=k')
    expect(presenterLink('http://a.test/r/ABCDEF', 'k/k')).to.equal(
      'http://a.test/r/ABCDEF/present#key=k%2Fk',
    )
  })

  it('leads to the helper’s page with a key that no server is sent', () => {
    const { pathname, search, hash } = new URL(helperLink('http://a.test/r/ABCDEF', 'k/k'))
    expect([pathname, search, hash]).to.deep.equal(['/r/ABCDEF/helper', '', '#helper=k%2Fk'])
  })
})

describe('What pages load', () => {
  it('has no regular expression that looks behind: before 16.4, Safari reads no file with one', () => {
    const loaded = new Set(sourcesOf('public'))
    for (const file of loaded)
      for (const each of importsOf(file)) if (isOurs(each) && !each.isType) loaded.add(each.to)
    const found = [...loaded].filter(
      file => !file.endsWith('.d.ts') && /\(\?<[!=]/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    )
    expect(loaded).to.include('src/core/question-types/open-answers.ts')
    expect(found).to.deep.equal([])
  })
})

/**
 * The rules of the code that no compiler checks: who may import whom, how large a folder may be, what each file opens
 * with.
 */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { questionTypes } from '../../src/core/question-types/registry'
import { circlesIn, importsOf, isOurs, problemOf, ROOT, sourcesOf, type Import } from '../support/imports'

/** Code files in one folder; more are two folders. */
const MAX_FILES = 22

const planted = (from: string, to: string, how: Partial<Import> = {}): Import => ({
  from,
  to,
  isType: false,
  isLazy: false,
  ...how,
})

describe('The code', () => {
  const all = [...sourcesOf('src'), ...sourcesOf('public')]
  const imports = all.flatMap(importsOf)
  const own = imports.filter(isOurs)
  const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

  it('is read whole by this test', () => {
    expect(all).to.include.members(['src/server.ts', 'src/core/poll/votes.ts', 'public/audience/main.ts'])
    expect(own.length).to.be.greaterThan(500)
    for (const { from, to } of own)
      expect(all, `${from} imports ${to}`).to.include(to.replace(/(\.d)?\.ts$/, '$1.ts'))
  })

  it('has imports that run one way', () => {
    const wrong = own.flatMap(each => {
      const problem = problemOf(each)
      return problem ? [`${each.from} imports ${each.to}: ${problem}`] : []
    })
    expect(wrong).to.deep.equal([])
  })

  const forbidden: [string, Import][] = [
    ['a store that knows sockets', planted('src/store/store.ts', 'src/sockets/dispatch.ts')],
    ['a page over HTTP that knows sockets', planted('src/http/pages.ts', 'src/sockets/room/live-room.ts')],
    ['a store that knows who measures it', planted('src/store/lmdb/records.ts', 'src/metrics/metrics.ts')],
    ['a feature that knows who measures it', planted('src/sockets/poll/voting.ts', 'src/metrics/metrics.ts')],
    ['core that knows a store', planted('src/core/poll/votes.ts', 'src/store/store.ts')],
    ['core that looks back', planted('src/core/poll/votes.ts', 'src/core/room/document.ts')],
    ['a room that reads formats', planted('src/core/room/prepared-list.ts', 'src/core/import/understand.ts')],
    ['a format that knows a room', planted('src/core/import/understand.ts', 'src/core/room/document.ts')],
    ['core that looks aside', planted('src/core/chat/messages.ts', 'src/core/people/names.ts')],
    ['a feature that knows another', planted('src/sockets/chat/chat.ts', 'src/sockets/wall/wall.ts')],
    ['a room that knows a feature', planted('src/sockets/room/live-room.ts', 'src/sockets/chat/chat.ts')],
    ['a feature that knows the door', planted('src/sockets/chat/chat.ts', 'src/sockets/dispatch.ts')],
    [
      'a feature that knows the way to Redis',
      planted('src/sockets/poll/voting.ts', 'src/sockets/cluster/redis-cluster.ts'),
    ],
    ['a feature that names a store', planted('src/sockets/chat/chat.ts', 'src/store/lmdb/store.ts')],
    ['a hub that names a network', planted('src/networks/hub.ts', 'src/networks/x/x.ts')],
    ['a network that knows another', planted('src/networks/x/x.ts', 'src/networks/bluesky/bluesky.ts')],
    ['a page that knows another', planted('public/audience/main.ts', 'public/chat/main.ts')],
    [
      'a presenter’s page that knows the helper’s',
      planted('public/presenter/main.ts', 'public/helper/main.ts'),
    ],
    [
      'what pages share that knows a page',
      planted('public/shared/poll/countdown.ts', 'public/screen/main.ts'),
    ],
    ['a page that knows the server', planted('public/screen/main.ts', 'src/sockets/room/live-room.ts')],
    [
      'a page that knows the server by type',
      planted('public/screen/main.ts', 'src/config.ts', { isType: true }),
    ],
    [
      'a room that knows a type of question',
      planted('src/core/room/poll-document.ts', 'src/core/question-types/many.ts'),
    ],
  ]
  for (const [what, each] of forbidden)
    it(`would not pass with ${what}`, () => expect(problemOf(each)).to.be.a('string'))

  it('lets a page know another bundle by type and on demand', () => {
    for (const how of [{ isType: true }, { isLazy: true }])
      expect(problemOf(planted('public/audience/menu.ts', 'public/wall/compose/main.ts', how))).to.equal(
        undefined,
      )
  })

  it('has no circle of imports, by value or by type', () => {
    expect(circlesIn(own).map(circle => circle.join(' -> '))).to.deep.equal([])
  })

  it('would see a circle', () => {
    const circle = [planted('a', 'b'), planted('b', 'c'), planted('c', 'b'), planted('c', 'd')]
    expect(circlesIn(circle)).to.deep.equal([['b', 'c', 'b']])
  })

  it('has no folder with more than 22 code files', () => {
    const files = [...all, ...sourcesOf('test'), ...sourcesOf('scripts')]
    for (const [folder, count] of Object.entries(countBy(files, file => path.posix.dirname(file))))
      expect(count, folder).to.be.at.most(MAX_FILES)
  })

  it('has a core without input, output, clock or chance; zod where outside data is read only; lodash by single function', () => {
    for (const file of sourcesOf('src/core')) {
      for (const { to } of importsOf(file).filter(each => !isOurs(each)))
        expect(to === 'zod' ? file : to, file).to.match(
          /^src\/core\/(protocol\/(schemas|kept-document)|import\/question-json)\.ts$|^lodash\/\w+$/,
        )
      expect(textOf(file), file).to.not.match(/Date\.now|performance\.now|Math\.random|setTimeout/)
    }
    for (const each of imports) expect(each.to).to.not.equal('lodash')
  })

  it('has a browser side that takes neither zod nor lodash along', () => {
    const seen = new Set<string>()
    const visit = (file: string) => {
      if (seen.has(file)) return
      seen.add(file)
      for (const each of importsOf(file).filter(one => !one.isType)) {
        expect(each.to, file).to.not.match(/^(zod|lodash)/)
        if (isOurs(each)) visit(each.to)
      }
    }
    for (const file of sourcesOf('public')) visit(file)
    expect([...seen]).to.include('src/core/protocol/refusals.ts')
  })

  it('has a server that runs without the packages of development', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> }
    const packages = sourcesOf('src')
      .flatMap(importsOf)
      .filter(each => !each.isType && !isOurs(each) && !each.to.startsWith('node:'))
    expect(packages.length).to.be.greaterThan(20)
    for (const { from, to } of packages)
      expect(dependencies, from).to.have.property(/^(@[^/]+\/)?[^/]+/.exec(to)![0])
  })

  it('names a type of question in question-types, and where other formats have kinds of their own, only', () => {
    const names = Object.keys(questionTypes)
    // These two are words of the language, too: they name a type where a type is compared or given.
    const common = ['number', 'text']
    const own = names.filter(name => !common.includes(name)).join('|')
    const named = new RegExp(
      `['"\`](${own})['"\`]|\\b(type|name|Type|TypeName)\\)?\\s*([!=]==|:)\\s*'(${common.join('|')})'|\\bcase '(${names.join('|')})'`,
    )
    for (const text of ["type.name === 'one'", "{ type: 'number' }", "case 'text':", "typeNamed('words')"])
      expect(text).to.match(named)
    const mayName = /^src\/core\/(question-types|import)\//
    for (const file of sourcesOf('src').filter(name => !mayName.test(name)))
      expect(textOf(file), file).to.not.match(named)
  })

  it('names environment variables in config.ts only', () => {
    for (const file of all.filter(name => !/src\/(config|server|commands\/command)\.ts$/.test(name)))
      expect(textOf(file), file).to.not.include('process.env')
  })

  it('opens every file with a sentence on what it is responsible for', () => {
    for (const file of [...all, ...sourcesOf('test'), ...sourcesOf('scripts')])
      expect(textOf(file), file).to.match(/^\/\*\*[\s\S]/)
  })
})

/** What the compiler finds in the wire: an event without a handler, a misspelt one, a reply without its field. */
import { expect } from 'chai'
import path from 'node:path'
import ts from 'typescript'
import { ROOT } from '../support/imports'

/** Compiled in memory, as if it stood here: the wire's modules are the real ones. */
const FIXTURE = path.join(ROOT, 'src', 'sockets', 'fixture.ts')
const OPENING = `
  import type { Socket } from 'socket.io-client'
  import type { ClientEvents } from '../core/protocol/client-events'
  import type { ServerEvents, Snapshot } from '../core/protocol/events'
  import type { Handlers } from './handlers'
  declare const whole: Handlers
  declare const snapshot: Snapshot
  declare const page: Socket<ServerEvents, ClientEvents>
  const { castVote, ...withoutVote } = whole
  const { talk, ...withoutChat } = snapshot
`

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), file => ts.sys.readFile(file)) as {
  config: { compilerOptions: object }
}
const { options } = ts.convertCompilerOptionsFromJson(
  { ...config.compilerOptions, noUnusedLocals: false },
  ROOT,
)
const host = ts.createCompilerHost(options)
const readSource = host.getSourceFile.bind(host)
const sources = new Map<string, ts.SourceFile | undefined>()
let program: ts.Program | undefined

/** What the compiler says to this code; what was compiled before is used again. */
function problemsOf(code: string): string[] {
  const fixture = ts.createSourceFile(FIXTURE, OPENING + code, ts.ScriptTarget.ES2022, true)
  host.getSourceFile = (file, ...how) => {
    if (file === FIXTURE) return fixture
    if (!sources.has(file)) sources.set(file, readSource(file, ...how))
    return sources.get(file)
  }
  const fileExists = ts.sys.fileExists
  host.fileExists = file => file === FIXTURE || fileExists(file)
  program = ts.createProgram([FIXTURE], options, host, program)
  return program
    .getSemanticDiagnostics(program.getSourceFile(FIXTURE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe('The types of the wire', () => {
  const right: [string, string][] = [
    ['every event has its handler', `export const handlers: Handlers = { ...withoutVote, castVote }`],
    [
      'a handler answers as it should',
      `export const handlers: Handlers = { ...whole, castVote: (_, { choice }) => ({ ok: true, vote: choice }) }`,
    ],
    [
      'a page reads what it is answered',
      `export const step: Promise<number> = page
        .emitWithAck('present', { pollId: 'p', step: 1, command: { name: 'close' } })
        .then(reply => (reply.ok ? reply.step : 0))`,
    ],
    [
      'a page sends two arguments with a line',
      `page.emit('chat message', 'Hi', { key: 'k' }, () => undefined)`,
    ],
  ]
  for (const [what, code] of right)
    it(`let a program pass in which ${what}`, () => expect(problemsOf(code)).to.deep.equal([]))

  const wrong: [string, string, RegExp][] = [
    ['a handler that is missing', `export const handlers: Handlers = withoutVote`, /'castVote' is missing/],
    [
      'a misspelt event among the handlers',
      `export const handlers: Handlers = { ...withoutVote, castVotes: castVote }`,
      /'castVotes' does not exist|'castVote' is missing/,
    ],
    ['a misspelt event of a page', `page.emit('castVotes', { pollId: 'p', choice: 'A' })`, /"castVotes"/],
    [
      'a reply without its field',
      `export const handlers: Handlers = { ...whole, castVote: () => ({ ok: true }) }`,
      /'vote' is missing/,
    ],
    [
      'a handler that reads what an event does not carry',
      `export const handlers: Handlers = { ...whole, castVote: (_, { letter }) => ({ ok: true, vote: letter }) }`,
      /'letter' does not exist/,
    ],
    [
      'a snapshot without the part of a feature',
      `export const sent: Snapshot = { ...withoutChat }`,
      /'talk' is missing/,
    ],
    [
      'a page that sends another shape',
      `page.emit('castVote', { vote: 'A' }, () => undefined)`,
      /'vote' does not exist/,
    ],
  ]
  for (const [what, code, problem] of wrong)
    it(`find ${what}`, () => expect(problemsOf(code).join('\n')).to.match(problem))
})

/**
 * What the compiler finds in the wire, of pages and between nodes: a missing handler, a misspelt event, a reply
 * without its field.
 */
import { expect } from 'chai'
import path from 'node:path'
import ts from 'typescript'
import { ROOT } from '../../support/imports'

/** Programs are compiled in memory, as if they stood here: the wire's modules are the real ones. */
const FOLDER = path.join(ROOT, 'src', 'sockets')
const OPENING = `
  import type { Socket } from 'socket.io-client'
  import type { ClientEvents } from '../core/protocol/client-events'
  import type { ServerEvents } from '../core/protocol/server-events'
import type { Snapshot } from '../core/protocol/snapshot'
  import type { NodeHandlers } from './cluster/node-handlers'
  import type { Handlers } from './handlers'
  import type { LiveRoom } from './room/live-room'
  declare const whole: Handlers
  declare const nodes: NodeHandlers
  declare const snapshot: Snapshot
  declare const page: Socket<ServerEvents, ClientEvents>
  declare const room: LiveRoom
  const { castVote, ...withoutVote } = whole
  const { came, ...withoutCame } = nodes
  const { talk, ...withoutChat } = snapshot
`

interface Case {
  what: string
  code: string
  /** What the compiler says to it; nothing to a program that is right. */
  problem?: RegExp
}

const CASES: Case[] = [
  {
    what: 'every event has its handler',
    code: `export const handlers: Handlers = { ...withoutVote, castVote }`,
  },
  {
    what: 'a handler answers as it should',
    code: `export const handlers: Handlers = { ...whole, castVote: (_, { vote }) => ({ ok: true, vote }) }`,
  },
  {
    what: 'a page reads what it is answered',
    code: `export const step: Promise<number> = page
      .emitWithAck('present', { pollId: 'p', step: 1, command: { name: 'close' } })
      .then(reply => (reply.ok ? reply.step : 0))`,
  },
  {
    what: 'a page sends two arguments with a line',
    code: `page.emit('chat message', 'Hi', { key: 'k' }, () => undefined)`,
  },
  {
    what: 'a node publishes and asks',
    code: `room.publish('document', 2)
      export const isFree: Promise<(boolean | undefined)[]> = room
        .ask('claimName', { person: 'p', name: 'Ann', isGuarded: false })
        .then(answers => answers.map(({ value }) => value))`,
  },
  {
    what: 'a handler that is missing',
    code: `export const handlers: Handlers = withoutVote`,
    problem: /'castVote' is missing/,
  },
  {
    what: 'a misspelt event among the handlers',
    code: `export const handlers: Handlers = { ...withoutVote, castVotes: castVote }`,
    problem: /'castVotes' does not exist|'castVote' is missing/,
  },
  {
    what: 'a misspelt event of a page',
    code: `page.emit('castVotes', { pollId: 'p', vote: 'A' })`,
    problem: /"castVotes"/,
  },
  {
    what: 'a reply without its field',
    code: `export const handlers: Handlers = { ...whole, castVote: () => ({ ok: true }) }`,
    problem: /'vote' is missing/,
  },
  {
    what: 'a handler that reads what an event does not carry',
    code: `export const handlers: Handlers = { ...whole, castVote: (_, { letter }) => ({ ok: true, vote: letter }) }`,
    problem: /'letter' does not exist/,
  },
  {
    what: 'a page that sends another shape',
    code: `page.emit('castVote', { choice: 'A' }, () => undefined)`,
    problem: /'choice' does not exist/,
  },
  {
    what: 'a snapshot without the part of a feature',
    code: `export const sent: Snapshot = { ...withoutChat }`,
    problem: /'talk' is missing/,
  },
  {
    what: 'an event between nodes without its handler',
    code: `export const handlers: NodeHandlers = withoutCame`,
    problem: /'came' is missing/,
  },
  {
    what: 'an answer to another node that is none',
    code: `export const handlers: NodeHandlers = { ...nodes, claimName: () => 'yes' }`,
    problem: /'string' is not assignable/,
  },
  { what: 'a misspelt event between nodes', code: `room.publish('documents', 2)`, problem: /"documents"/ },
  {
    what: 'a question to other nodes that none of them answers',
    code: `void room.ask('document', 2)`,
    problem: /"document"/,
  },
]

/**
 * What the compiler says to each program. All are compiled at once, since most of the time goes into the wire's
 * modules.
 */
function problemsOfAll(): string[][] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), file => ts.sys.readFile(file)) as {
    config: { compilerOptions: object }
  }
  const settings = { ...config.compilerOptions, noUnusedLocals: false }
  const { options } = ts.convertCompilerOptionsFromJson(settings, ROOT)
  const host = ts.createCompilerHost(options)
  const programs = new Map(
    CASES.map(({ code }, index) => [path.join(FOLDER, `program-${index}.ts`), OPENING + code]),
  )
  const usual = ts.createCompilerHost(options)
  host.getSourceFile = (file, ...how) => {
    const code = programs.get(path.normalize(file))
    if (code === undefined) return usual.getSourceFile(file, ...how)
    return ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true)
  }
  host.fileExists = file => programs.has(path.normalize(file)) || usual.fileExists(file)
  const program = ts.createProgram([...programs.keys()], options, host)
  return [...programs.keys()].map(file =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  )
}

describe('The types of the wire', () => {
  let found: string[][] = []
  before(() => void (found = problemsOfAll()))

  CASES.forEach(({ what, problem }, index) => {
    if (problem) it(`find ${what}`, () => expect(found[index]!.join('\n')).to.match(problem))
    else it(`let a program pass in which ${what}`, () => expect(found[index]).to.deep.equal([]))
  })
})

/** How each measured server is spoken to: what a voter sends, and how its messages are read. */

export type ServerName = 'ours' | 'workshop' | 'bare Socket.IO' | 'bare ws'

/** What a text from the server is. */
export type Heard = 'opened' | 'joined' | 'acknowledged' | 'tally' | 'line' | 'ping' | 'other'

export interface Dialect {
  path: string
  understand(text: string): Heard
  /** Said once the server has opened the line. */
  hello(voter: number): string
  /** The poll's id, from the text that says `joined`. */
  pollOf(joined: string): string
  cast(choice: string, id: number, pollId: string): string
  acknowledged(text: string): { id: number; ok: boolean }
  countsOf(tally: string): Record<string, number>
  /** What a voter says to open its chat, and to speak in it. */
  openChat(voter: number, speaks: boolean): string[]
  /** A line with this number in it. */
  say(number: number): string
  lineNumber(text: string): number
  /** Said before hanging up. */
  goodbye: string | undefined
}

/** Acknowledgements from here on are no votes'. */
export const OTHER_IDS = 1_000_000
/** As long as what people write, and easy to find its number in. */
const lineText = (number: number) =>
  `line ${String(number).padStart(6, '0')}: a short remark as people make them.`
const lineNumber = (text: string) => parseInt(text.slice(text.indexOf('line ') + 5), 10)

const run = process.pid.toString(36)

/** Engine.IO 4 and Socket.IO 5 packets, as both our server and the workshop's use them. */
const socketIo = {
  path: '/socket.io/?EIO=4&transport=websocket',
  understand(text: string): Heard {
    if (text.startsWith('42["voteCount"')) return 'tally'
    if (text.startsWith('43')) return 'acknowledged'
    if (text.startsWith('42["chat message"')) return 'line'
    if (text.startsWith('0{')) return 'opened'
    return text === '2' ? 'ping' : 'other'
  },
  acknowledged: (text: string) => ({ id: parseInt(text.slice(2), 10), ok: text.includes('"ok":true') }),
  countsOf: (tally: string) => (JSON.parse(tally.slice(2)) as [string, Record<string, number>])[1],
  openChat: (voter: number, speaks: boolean) => [
    `42${OTHER_IDS}${JSON.stringify(['openChat', {}])}`,
    ...(speaks ? [`42${OTHER_IDS}${JSON.stringify(['takeName', { name: `Speaker ${voter}` }])}`] : []),
  ],
  say: (number: number) =>
    `42${OTHER_IDS}${JSON.stringify(['chat message', lineText(number), { key: `${run}-${number}` }])}`,
  lineNumber: (text: string) => lineNumber(text.slice(16)),
  goodbye: '41',
}

const ours: Dialect = {
  ...socketIo,
  understand(text) {
    if (text.startsWith('42["snapshot"')) return 'joined'
    return text.startsWith('42["answers"') ? 'tally' : socketIo.understand(text)
  },
  hello(voter) {
    const id = `${run}-${voter}`.padStart(20, '0')
    return '40' + JSON.stringify({ tab: `tab-${id}`, browser: `browser-${id}` })
  },
  pollOf: joined => (JSON.parse(joined.slice(2)) as [string, { poll: { pollId: string } }])[1].poll.pollId,
  cast: (choice, id, pollId) => `42${id}${JSON.stringify(['castVote', { pollId, vote: choice }])}`,
}

export const dialects: Record<ServerName, Dialect> = {
  ours,
  // It is only joined.
  'bare Socket.IO': ours,

  workshop: {
    ...socketIo,
    understand: text => (text.startsWith('40') ? 'joined' : socketIo.understand(text)),
    hello: () => '40',
    pollOf: () => '',
    cast: (choice, id) => `42${id}${JSON.stringify(['message', 'voteCast', choice])}`,
  },

  'bare ws': {
    path: '/',
    understand(text) {
      if (text.startsWith('{"tally"')) return 'tally'
      if (text.startsWith('{"id"')) return 'acknowledged'
      if (text.startsWith('{"line"')) return 'line'
      return text.startsWith('{"joined"') ? 'joined' : 'other'
    },
    hello: () => '',
    pollOf: () => '',
    cast: (choice, id) => JSON.stringify({ cast: choice, id }),
    acknowledged: text => JSON.parse(text) as { id: number; ok: boolean },
    countsOf: tally => (JSON.parse(tally) as { tally: Record<string, number> }).tally,
    openChat: () => [],
    say: number => JSON.stringify({ say: lineText(number) }),
    lineNumber: text => lineNumber(text.slice(8)),
    goodbye: undefined,
  },
}

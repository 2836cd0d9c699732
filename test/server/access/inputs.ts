/** A right example of every event, such as a page may send it. */
import type { EventInputs, EventName } from '../../../src/core/protocol/schemas'
import type { Client } from '../../support/clients'
import { question } from '../../support/presenter'

/** What examples speak of: it is there in the room. */
export interface Known {
  code: string
  pollId: string
  step: number
  /** A line of somebody else. */
  seq: number
  /** A post of somebody else, which waits. */
  postId: string
  /** The public id of somebody with a name. */
  person: string
}

const KEY = 'key-of-an-example'

/** Makes the examples. Those that end the room or its key stand last. */
export function inputsFor({ code, pollId, step, seq, postId, person }: Known): EventInputs {
  return {
    castVote: { pollId, vote: 'A' },
    withdrawVote: { pollId },
    getSnapshot: undefined,
    listResults: {},
    resultTable: { id: 'no-such-result', round: 0 },
    eraseResult: { id: 'no-such-result' },
    eraseLesson: { lesson: 1 },
    setSharing: { page: true },
    setSigns: { isOn: true },
    setBallotsPerAddress: { most: 30 },
    showSign: { sign: 'like' },
    makeTickets: { batch: 0, count: 3 },
    listTickets: { from: 0 },
    countTickets: undefined,
    useTicket: { ticket: 'ACDEF-GHJKM' },
    stopTickets: { batch: 0 },
    nameRoom: { name: 'Physics' },
    announce: { text: 'The break begins' },
    withdrawAnnouncement: { id: 'no-such-announcement' },
    listRooms: undefined,
    careForAnswers: { pollId, change: { do: 'hide', key: 'rude' } },
    openChat: {},
    takeName: { name: 'Somebody' },
    'chat message': { text: 'Hello', key: KEY },
    sayAs: { username: 'Guest of a lesson', text: 'Hello' },
    typing: undefined,
    sayPrivately: { to: person, text: 'Hello', key: KEY },
    olderLines: { before: 10 },
    report: { kind: 'line', id: seq, isOn: true },
    deleteLine: { seq },
    mute: { id: person, isMuted: true },
    removePerson: { id: person },
    letBack: { id: 'nobody-there' },
    setTalk: { private: false },
    panic: { action: 'undo' },
    dismissReports: { kind: 'line', id: seq },
    closeChat: undefined,
    releaseName: undefined,
    openAsks: undefined,
    addAsk: { key: KEY, text: 'Why?', isNamed: false },
    editAsk: { id: 99, text: 'How?' },
    withdrawAsk: { id: 99 },
    voteForAsk: { id: 99, isFor: true },
    careForAsk: { id: 99, action: 'hide' },
    setAsks: { approve: true },
    closeAsks: undefined,
    openWall: {},
    searchWall: { term: null },
    pauseWall: { isPaused: true },
    postToWall: { text: 'Hello', key: KEY },
    setWall: { approve: 'all' },
    approvePost: { id: postId },
    pinPost: { id: postId, isPinned: true },
    rejectPost: { id: postId },
    blockAuthor: { author: 'bluesky:somebody', name: 'Somebody', isBlocked: true },
    blockWord: { word: 'rude', isBlocked: true },
    updateTerm: '',
    startStream: undefined,
    stopStream: undefined,
    closeWall: undefined,
    present: { pollId, step, command: { name: 'ask', question: question() } },
    makeHelper: { name: 'Bea' },
    revokeHelper: { id: 'no-such-helper' },
    newKey: undefined,
    eraseRoom: { code },
  }
}

/** Sends an event as pages do, and waits for the answer, also where pages do not. */
export function send<E extends EventName>(client: Client, event: E, input: EventInputs[E]): Promise<Sent> {
  const emit = client.emitWithAck.bind(client) as (...args: unknown[]) => Promise<Sent>
  if (event !== 'chat message') return input === undefined ? emit(event) : emit(event, input)
  const { text, ...options } = input as EventInputs['chat message']
  return emit(event, text, options)
}

export type Sent = { ok: true } | { ok: false; code: string }

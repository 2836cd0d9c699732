/**
 * Socket.IO as it comes, which lets everybody in and says to a newcomer as much as our server does: what joins cost before
 * anything of ours is done.
 */
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { sentCounts } from '../../../src/core/question-types/rounds'
import { newRoom } from '../../../src/core/room/document'
import { audiencePoll } from '../../../src/core/room/poll-document'
import { host } from './host'

const { poll } = newRoom('', { now: 0, newId: () => 'a-poll-of-the-bench' })

/** As that of a new room with 5,000 people. */
const SNAPSHOT: Snapshot = {
  room: '',
  poll: audiencePoll(poll),
  counts: sentCounts(poll.question, new Map(), false),
  rev: 0,
  voteMoved: false,
  now: 12_345_678.9,
  yourVote: null,
  answers: null,
  allAnswers: null,
  earlierAnswers: null,
  roomName: '',
  resultsPage: true,
  rowsKept: false,
  signsOn: false,
  connected: 5000,
  voted: 0,
  present: 5000,
  talk: { chat: true, private: true, slow: 0, lastSeq: 0, firstSeq: 1 },
  announcement: null,
  asks: { isOpen: false, count: 0, up: null, onScreen: 'ask' },
  wall: { term: null, isPaused: false, posting: true, search: true },
  build: '5a9d408d',
}

const server = createServer()
const io = new Server(server, { serveClient: false, maxHttpBufferSize: 16 * 1024 })
io.on('connection', socket => {
  socket.emit('snapshot', SNAPSHOT)
  socket.emit('statusMessage', 'You have connected.')
  socket.emit('voteCount', SNAPSHOT.counts, { pollId: SNAPSHOT.poll.pollId, rev: 0 })
})

host(server)

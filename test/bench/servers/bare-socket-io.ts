/**
 * Socket.IO as it comes, which lets everybody in and says to a newcomer as much as our server does: what joins cost before
 * anything of ours is done.
 */
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { host } from './host'

/** As long as that of a room with a show of hands. */
const SNAPSHOT = {
  room: '',
  poll: {
    pollId: 'a-poll-of-the-bench',
    kind: 'hands',
    type: 'one',
    question: '',
    posed: false,
    choices: ['A', 'B', 'C', 'D'].map(letter => ({ letter, text: '' })),
    state: 'open',
    shown: true,
    right: null,
    round: 1,
    earlier: [],
    deadline: null,
    durationSeconds: null,
    stage: 'question',
    explanation: '',
    reworded: false,
    past: null,
  },
  counts: { A: 0, B: 0, C: 0, D: 0 },
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

/** Assembles the audience's page. */
import type { Handshake } from '../../src/core/protocol/events'
import type { Counts, PollNews, TallyMark } from '../../src/core/protocol/poll'
import { AnnouncementBanner } from '../shared/announcement-banner'
import { Chart } from '../shared/poll/chart'
import { ChatButton } from '../shared/chat-button'
import { Choices, onLetterKey } from './choices'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { connectionSentence } from '../shared/connection/sentences'
import { Countdown } from '../shared/poll/countdown'
import { Menu } from './menu'
import { byId, setText } from '../shared/dom'
import { isNewer, NO_TALLY } from '../shared/poll/newer-tally'
import { roomCode } from '../shared/urls'
import { OwnVote, type VoteView } from './own-vote'
import { followPostLink } from './post-link'
import { browserId, holdTab, releaseTab, recallTab, rememberTab } from '../shared/connection/identity'
import { TallyAnnouncer } from './tally-announcer'
import { keepAwake } from '../shared/wake-lock'
import { words } from '../shared/words'

const browser = browserId()
const handshake: Handshake = { browser, room: roomCode }
const chart = new Chart(byId('chart'), byId('table-rows'))
const announcer = new TallyAnnouncer(byId('tally-voice'))
const countdown = new Countdown(byId('countdown'))
const takeBack = byId('take-back')
let state: ConnectionState = { name: 'connecting' }
let counts: Counts | null = null
let earlier: Counts | undefined
let drawn = NO_TALLY

const vote = new OwnVote(
  () => connection,
  {
    changed(view, sentence) {
      draw(view)
      remember()
      if (sentence) setText(byId('status-message'), sentence)
    },
  },
  browser !== undefined,
)
const choices = new Choices(byId('choices'), letter => vote.want(letter))
const menu = new Menu({
  readTally: () => announcer.read(counts),
  socket: () => connection.socket,
})

const connection: Connection = connect(
  handshake,
  {
    state(newState) {
      state = newState
      if (state.name === 'displaced') {
        vote.release()
        remember()
        releaseTab()
      }
      draw(vote.view)
      const sentence = sentenceFor(state, vote.view)
      if (sentence) setText(byId('status-message'), sentence)
      byId('displaced').hidden = state.name !== 'displaced'
      byId('poll').hidden = state.name === 'displaced'
      if (state.name === 'displaced') byId('use-here').focus()
    },
    snapshot(snapshot, why) {
      showNews(snapshot)
      setText(byId('connection-count'), words.connectedUsers(snapshot.connected))
      handshake.again = true
      vote.reconcile(snapshot, why)
    },
    leaving() {
      remember(true)
      releaseTab()
    },
    returning() {
      remember()
      if (state.name !== 'displaced') holdTab()
    },
  },
  recallTab().then(remembered => {
    handshake.tab = remembered.tab
    handshake.again = remembered.room === roomCode
    vote.recall(remembered)
    remember()
  }),
)

/** `left`: the page is unloaded normally, and may be reloaded at once. */
function remember(left?: boolean): void {
  const { tab } = handshake
  if (tab) rememberTab({ tab, room: roomCode, ...vote.memory, left })
}

if (roomCode) setText(byId('room'), words.room(roomCode))
const { socket } = connection
new AnnouncementBanner(socket)
new ChatButton(connection)
followPostLink(socket)
socket.on('usersConnected', count => setText(byId('connection-count'), words.connectedUsers(count)))
socket.on('storeAway', isAway => setText(byId('status-message'), isAway ? words.storeAway : words.storeBack))
socket.on('userVote', choice => vote.receive(choice))
socket.on('voteCount', (newCounts, mark) => {
  if (isNewer(mark, drawn)) showTally(newCounts, mark)
})

socket.on('poll', news => {
  showNews(news)
  vote.pollChanged(news.poll)
})

takeBack.addEventListener('click', () => {
  vote.want(null)
  focusChoices()
})
byId('use-here').addEventListener('click', () => {
  holdTab()
  connection.revive()
  focusChoices()
})
onLetterKey(
  () => menu.hasLetterKeys && state.name !== 'displaced',
  letter => {
    if (vote.view.poll?.choices.some(choice => choice.letter === letter)) vote.want(letter)
  },
)

/** Moves the focus away from a button that is now hidden. */
function focusChoices(): void {
  byId('choices').querySelector('button')?.focus()
}

/** Draws the current poll, from an event or a snapshot. */
function showNews({ poll, counts: newCounts, rev, now }: PollNews): void {
  earlier = poll.earlier[poll.earlier.length - 1]
  showTally(newCounts, { pollId: poll.pollId, rev })
  setText(byId('question'), poll.question || words.questionAloud)
  countdown.update(poll.state === 'open' ? poll.deadline : null, now)
  void keepAwake(poll.state === 'open')
}

function showTally(newCounts: Counts | null, mark: TallyMark): void {
  counts = newCounts
  drawn = mark
  byId('results').hidden = counts === null
  byId('results-hidden').hidden = counts !== null
  if (counts === null) return
  chart.update(counts, earlier)
  announcer.update(counts)
}

function draw(view: VoteView): void {
  choices.update(view, state.name === 'connected')
  takeBack.hidden =
    (view.wanted === undefined ? view.recorded : view.wanted) === null ||
    view.poll?.state !== 'open' ||
    state.name === 'displaced'
  document.body.dataset['connection'] = state.name
}

/** Empty if the state of the vote is more informative. */
function sentenceFor(state: ConnectionState, { recorded, wanted }: VoteView): string {
  const kept = wanted ? words.keptTap(wanted) : recorded ? words.reconnectingKept(recorded) : undefined
  return connectionSentence(state, { connecting: '', displaced: words.elsewhere, reconnecting: kept })
}

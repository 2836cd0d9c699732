/** Assembles the audience's page. */
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Counts, Poll, PollNews, TallyMark } from '../../src/core/protocol/poll'
import type { AnswerView } from '../../src/core/question-types/registry'
import { AnnouncementBanner } from '../shared/announcement-banner'
import { ChatButton } from '../shared/chat-button'
import { ChoiceRows } from '../shared/poll/choice-rows'
import { followAsks } from '../shared/asks/button'
import { onArrowKeys, onLetterKey } from './choice-keys'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { earlyTab } from '../shared/connection/early-web-socket'
import { connectionSentence } from '../shared/connection/sentences'
import { backGesture } from '../shared/back-gesture'
import { fillPart, loadPart } from '../shared/lazy'
import type { Menu } from './menu'
import { byId, make, setText } from '../shared/dom'
import { isNewer, NO_TALLY } from '../shared/poll/newer-tally'
import { roomCode } from '../shared/urls'
import { OtherTypes } from './other-types'
import { letterOf, OwnVote, type VoteView } from './own-vote'
import { followPostLink } from './post-link'
import { browserId, holdTab, releaseTab, recallTab, rememberTab } from '../shared/connection/identity'
import { PollView } from './poll-view'
import type { Moment } from './sentences'
import { Speech } from './speech'
import { rememberChecked } from '../shared/storage'
import { TallyTable } from '../shared/poll/tally-table'
import { TicketDoor } from '../shared/tickets/door'
import { TimeLeft } from './time-left'
import { verdictOf } from './verdict'
import { keepVote } from '../shared/poll/votes-of-browser'
import { keepAwake } from '../shared/wake-lock'
import { words } from '../shared/words'

const browser = browserId()
const handshake: Handshake = { browser, room: roomCode }
const view = new PollView()
const table = new TallyTable(byId('table'), byId('table-rows'))
const otherTypes = byId('answer')
const speech = new Speech(byId('tally-voice'), otherTypes)
const time = new TimeLeft((deadline, seconds) => speech.updateTime(deadline, seconds))
const takeBack = byId('take-back')
const place = byId('choices')
const pageName = document.title
let state: ConnectionState = { name: 'connecting' }
let counts: Counts | null = null
/** What people typed, as far as it is shown. */
let answers: AnswerView | null = null
/** The same of the round before. */
let earlierAnswers: AnswerView | null = null
let drawn = NO_TALLY

const vote = new OwnVote(
  () => connection,
  {
    changed(_view, sentence) {
      draw()
      remember()
      if (sentence) setText(byId('status-message'), sentence)
    },
  },
  browser !== undefined,
)
const others = new OtherTypes(otherTypes, wanted => vote.want(wanted), draw)
const rows = new ChoiceRows(place, press)
onArrowKeys(place)
const letterKeys = byId<HTMLInputElement>('letter-keys')
const asTable = byId<HTMLInputElement>('as-table')
const tickets = new TicketDoor(
  () => socket,
  () => vote.again(),
)
let menu: Promise<Menu> | undefined

const connection: Connection = connect(
  handshake,
  {
    state(newState) {
      state = newState
      const isDisplaced = state.name === 'displaced'
      const isRemoved = state.name === 'removed'
      const isEnded = state.name === 'ended' || isRemoved
      if (isDisplaced) {
        vote.release()
        remember()
        releaseTab()
      }
      draw()
      const sentence = sentenceFor(state, vote.view)
      if (sentence) setText(byId('status-message'), sentence)
      byId('displaced').hidden = !isDisplaced
      byId('ended').hidden = !isEnded
      if (isRemoved) byId('ended').replaceChildren(make('h1', '', sentence))
      // Nothing tells this page any more how many are here.
      byId('present').hidden = byId('poll').hidden = isDisplaced || isEnded
      if (isDisplaced) byId('use-here').focus()
      if (isEnded) void menu?.then(opened => opened.close())
    },
    snapshot(snapshot, why) {
      setText(byId('connection-count'), words.connectedUsers(snapshot.connected))
      handshake.again = true
      nameRoom(snapshot.roomName)
      offerResults(snapshot.resultsPage)
      offerSigns(snapshot.signsOn)
      take(snapshot)
      ;({ answers, earlierAnswers } = snapshot)
      tickets.update(snapshot.poll, snapshot.ticket)
      vote.reconcile(snapshot, why)
      speech.update(moment(snapshot.poll, vote.view.recorded))
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
  recallTab(earlyTab()).then(remembered => {
    handshake.tab = remembered.tab
    handshake.again = remembered.room === roomCode
    vote.recall(remembered)
    remember()
  }),
)

/** Says which room this is: by its name, else by its code. The main room may have neither. */
function nameRoom(name: string): void {
  const room = name || (roomCode && words.room(roomCode))
  const place = byId('room')
  place.classList.toggle('brand', !room)
  setText(place, (document.title = room || pageName))
}

/** The links to the page of results, where the room shares it. */
function offerResults(isShared: boolean): void {
  for (const link of document.querySelectorAll<HTMLElement>('a[href=results]')) link.hidden = !isShared
}

/** The row of signs: loaded once a presenter has switched them on. */
function offerSigns(isOn: boolean): void {
  const place = byId('signs')
  place.hidden = !isOn
  if (isOn) fillPart<typeof import('../signs/row')>(place, ({ fillSigns }) => fillSigns(place, socket))
}

/** `left`: the page is unloaded normally, and may be reloaded at once. */
function remember(left?: boolean): void {
  const { tab } = handshake
  const { memory } = vote
  if (tab) rememberTab({ tab, room: roomCode, ...memory, left })
  if (memory.pollId) keepVote(memory.pollId, memory.vote)
}

byId('other-room').hidden = roomCode !== ''
const { socket } = connection
new AnnouncementBanner(socket)
tickets.listen()
new ChatButton(connection, { backGesture })
followAsks(connection, backGesture)
followPostLink(socket, backGesture)
socket.on('usersConnected', count => setText(byId('connection-count'), words.connectedUsers(count)))
socket.on('roomName', nameRoom)
socket.on('resultsPage', offerResults)
socket.on('signsOn', offerSigns)
socket.on('turnout', (voted, present) => view.updateTurnout({ voted, present }))
socket.on('storeAway', isAway => setText(byId('status-message'), isAway ? words.storeAway : words.storeBack))
socket.on('userVote', choice => vote.receive(choice))
socket.on('voteCount', (newCounts, mark) => {
  if (!isNewer(mark, drawn)) return
  counts = newCounts
  drawn = mark
  tallyMoved()
})
// The answers come behind it.
socket.on('earlierAnswers', (earlier, { pollId }) => {
  if (pollId === drawn.pollId) earlierAnswers = earlier
})
socket.on('answers', (newAnswers, { pollId }) => {
  if (pollId !== drawn.pollId) return
  answers = newAnswers
  tallyMoved()
})

socket.on('poll', news => {
  const isTimeUp = time.isOver
  const { recorded } = vote.view
  take(news)
  const isSame = news.poll.pollId === vote.view.poll?.pollId
  speech.update(moment(news.poll, isSame ? recorded : null))
  tickets.update(news.poll, null)
  vote.pollChanged(news.poll, isTimeUp)
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
  () => letterKeys.checked && state.name !== 'displaced',
  letter => {
    if (vote.view.poll?.choices.some(choice => choice.letter === letter)) press(letter)
  },
)

rememberChecked(letterKeys, 'letter-keys', true)
rememberChecked(asTable, 'as-table', false, drawTable)
drawTable()
for (const id of ['more', 'other-room'])
  byId(id).addEventListener('click', () => void openMenu(id === 'other-room'))

/** Loads the menu when it is first opened; the next press tries again. */
async function openMenu(wantsCode: boolean): Promise<void> {
  menu ??= loadPart<typeof import('./menu')>(byId('more')).then(
    loaded => new loaded.Menu({ readTally: () => speech.read(), socket }, backGesture),
  )
  try {
    ;(await menu).toggle(wantsCode)
  } catch (error) {
    menu = undefined
    setText(byId('status-message'), (error as Error).message)
  }
}

function drawTable(): void {
  byId('table').classList.toggle('visually-hidden', !asTable.checked)
}

/** A row of the choices was tapped, or its letter typed. */
function press(letter: string): void {
  if (vote.view.poll?.answer) others.part?.pressed(letter)
  else vote.want(letter)
}

/** What there is to be said of a poll. */
function moment(poll: Poll, own: string | null): Moment {
  return { poll, counts, answers, earlierAnswers, own }
}

function tallyMoved(): void {
  const { poll, recorded } = vote.view
  draw()
  if (poll) speech[poll.state === 'open' ? 'updateTally' : 'update'](moment(poll, recorded))
}

/** Moves the focus away from a button that is now hidden. */
function focusChoices(): void {
  if (place.hidden) others.part?.focus()
  else place.querySelector('button')?.focus()
}

/** Takes the current poll, from an event or a snapshot; it is drawn once the own vote is known. */
function take({ poll, counts: newCounts, rev, now, ...turnout }: PollNews): void {
  counts = newCounts
  if (!poll.shown || poll.pollId !== drawn.pollId) answers = earlierAnswers = null
  drawn = { pollId: poll.pollId, rev } satisfies TallyMark
  view.updateTurnout(turnout)
  time.update(poll, now)
  void keepAwake(poll.state === 'open')
}

function draw(): void {
  const { poll, recorded, wanted } = vote.view
  document.body.dataset['connection'] = state.name
  takeBack.hidden =
    (wanted === undefined ? recorded : wanted) === null ||
    poll?.state !== 'open' ||
    state.name === 'displaced' ||
    !byId('ended').hidden
  if (!poll) return
  const hadFocus = place.contains(document.activeElement)
  // A vote that waits for a ticket is not on its way, whatever the connection.
  const isConnected = state.name === 'connected' && !vote.needsTicket
  const told = others.update({ poll, counts, answers, earlierAnswers, vote: vote.view, isConnected })
  place.hidden = poll.answer !== undefined && !told?.usesRows
  if (!place.hidden) rows.update(poll, counts, vote.view, isConnected)
  view.update(
    poll,
    counts !== null || answers !== null,
    told ?? { verdict: verdictOf(poll, counts, recorded), why: poll.right ? words.why(poll.right) : '' },
  )
  table.update(poll, place.hidden ? null : counts, recorded)
  // Another question has other buttons.
  if (hadFocus && !place.contains(document.activeElement)) byId('question').focus()
}

/** Empty if the state of the vote is more informative. */
function sentenceFor(state: ConnectionState, { recorded, wanted }: VoteView): string {
  const kept = wanted
    ? words.keptTap(letterOf(wanted))
    : recorded
      ? words.reconnectingKept(letterOf(recorded))
      : undefined
  return connectionSentence(state, { connecting: '', displaced: words.elsewhere, reconnecting: kept })
}

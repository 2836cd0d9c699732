/** Assembles the presenter's page. */
import { AnnouncementBanner } from '../shared/announcement-banner'
import { AsksSection } from '../shared/asks/section'
import { backGesture } from '../shared/back-gesture'
import { ChatButton } from '../shared/chat-button'
import { byId, setText } from '../shared/dom'
import { keepFullScreen } from '../shared/full-screen'
import { ReportCounts } from '../shared/reports/counts'
import { SignLane } from '../shared/stage/sign-lane'
import { Stage } from '../shared/stage/stage'
import { keepTheme } from '../shared/stage/theme'
import { addressOf, roomCode } from '../shared/urls'
import { AnnouncementForm } from './talk/announcement-form'
import { CareSection } from './care-section'
import { BlockedWordsSection } from './talk/blocked-words'
import { ChatSettings } from './talk/chat-settings'
import { Commands } from './commands'
import { PresenterConnection } from './connection'
import { initClicker } from './console/clicker'
import { Dock } from './console/dock'
import { initEndedRoom, showEndedRoom } from './console/ended-room'
import { ignoreDoubleClicks } from './console/ignore-double-clicks'
import { MoreSheet } from './console/more-sheet'
import { NetworkHelp } from './console/network-help'
import { PollControls } from './console/poll-controls'
import { PrivateChart } from './console/private-chart'
import { Speech } from './console/speech'
import { Tabs, updateCounts, type Chosen, type Section } from './console/tabs'
import { Undo } from './console/undo'
import { watchWindowSize } from './console/window-size'
import { Invite } from './invite'
import { ManyVotesNotice } from './many-votes'
import { BallotLimit } from './own-room/ballot-limit'
import { KeepLink } from './own-room/keep-link'
import { RoomName } from './own-room/room-name'
import { RoomSwitches } from './own-room/room-switches'
import { TicketsSection } from './own-room/tickets-section'
import { newSheet } from './question-sheet/new-sheet'
import { ListAsText } from './questions/list-as-text'
import { SavedList } from './import-files/saved-list'
import { PreparedQuestions } from './questions/prepared-questions'
import { ResultsTab } from './results/results-tab'
import { saveResults } from './results/save-results'
import { Panic } from './talk/panic'
import { Reported } from './talk/reported/list'
import { RoomSettings } from './room-settings'
import { HelperLinks } from './own-room/helper-links'
import { keyToEnter, showSignIn } from './sign-in'
import { WallSection } from './wall-section'
import { presenterWords as words } from './words'

const display = new Stage(byId('poll-display'))
keepTheme(byId('poll-display'))
const privateChart = new PrivateChart()
const manyVotes = new ManyVotesNotice({ limit: () => more.open(ballotLimit.control) })
const networkHelp = new NetworkHelp()
const speech = new Speech(said, () => privateChart.spoken)
let chat: ChatButton | undefined
let isErasing = false
const connection: PresenterConnection = new PresenterConnection(() => ({
  display,
  privateChart,
  commands,
  said,
  allAnswers(view, pollId) {
    privateChart.updateAnswers(view, pollId)
    care.updateAnswers(view, pollId)
  },
  turnout(voted, present) {
    dock.updateTurnout({ voted, present })
    speech.updateTurnout(voted, present)
    networkHelp.update(present)
    sheet.updatePresent(present)
  },
  ended() {
    more.close()
    showEndedRoom(isErasing)
  },
  opened(opened) {
    new SignLane(opened.socket, byId('poll-display'), display)
    new AnnouncementBanner(opened.socket, { resized: () => display.fit() })
    chat = new ChatButton(opened, {
      role: 'presenter',
      backGesture,
      reports,
      beside: reported.count,
      place: byId('chat-place'),
    })
    opened.socket.once('snapshot', () => shown(tabs.current, 'remembered'))
    manyVotes.listen(opened.socket)
    asks.listen(opened.socket)
    reports.listen(opened.socket)
  },
}))
const socketOf = () => connection.current.socket

const commands: Commands = new Commands(() => connection.current, {
  changed(view) {
    for (const part of parts) part.update(view)
  },
  said,
  added: sentence => said(`${byId('status-message').textContent} ${sentence}`.trim()),
  busy: isBusy => document.body.classList.toggle('busy', isBusy),
})
const send = (command: Parameters<Commands['send']>[0]) => void commands.send(command)
const prepared = new PreparedQuestions({
  send: command => commands.send(command),
  edit: (question, back) => sheet.open({ mode: 'edit', question }, back),
  said,
})
const sheet = newSheet({ commands, placeOf: question => prepared.placeOf(question), said })
const list = new ListAsText({
  prepare: questions => commands.prepare(questions),
  edit: (question, save, back) => sheet.open({ mode: 'correct', question, save }, back),
  said,
})
byId('new-question').addEventListener('click', () => sheet.open({ mode: 'new' }))
const invite = new Invite({ said })
new KeepLink({ said })
const reports = new ReportCounts()
const reported = new Reported({ socket: socketOf, said, reports })
const wall = new WallSection({ socket: socketOf, said, reports })
const asks = new AsksSection({ backGesture, said, reports, save: () => saveResults('asks.csv') })
const care = new CareSection({ socket: socketOf, said })
const roomSettings = new RoomSettings({
  connection: () => connection.current,
  said,
  alone: act => commands.alone(act),
  keyChanged(key) {
    connection.keyChanged(key)
    invite.hide()
  },
  erases: () => (isErasing = true),
})
const tickets = new TicketsSection({ socket: socketOf })
const dock = new Dock({ next: () => goOn(false), black: toggleBlack, send })
const undo = new Undo({ send, said })
const panic = new Panic({ socket: socketOf, said })
const ballotLimit = new BallotLimit({ socket: socketOf, said })
const parts = [
  dock,
  undo,
  panic,
  new PollControls({
    send: command => commands.send(command),
    reword: () => sheet.open({ mode: 'reword' }),
    said,
  }),
  list,
  new SavedList(),
  new ResultsTab({ socket: socketOf, send: command => commands.send(command), said }),
  roomSettings,
  new BlockedWordsSection({ socket: socketOf, said }),
  tickets,
  reported,
  new ChatSettings({ connection: () => connection.current, said }),
  new AnnouncementForm({ connection: () => connection.current, said }),
  wall,
  new RoomName({ socket: socketOf, said }),
  new RoomSwitches({ socket: socketOf, said }),
  ballotLimit,
  privateChart,
  care,
  manyVotes,
  prepared,
  sheet,
  speech,
  { update: updateCounts },
  new HelperLinks(socketOf),
]
const more = new MoreSheet({
  opened() {
    roomSettings.opened()
    tickets.opened()
  },
  showJoin: () => send({ name: 'stage', stage: 'join' }),
  black: toggleBlack,
})
const tabs = new Tabs(shown)
initClicker({
  next: goOn,
  back: () => send({ name: 'back' }),
  undo: () => undo.press(),
  tally: () => speech.sayTally(),
  panic: () => panic.press(),
  join: () => send({ name: 'stage', stage: commands.view?.news.poll.stage === 'join' ? 'question' : 'join' }),
  hasLetters: () => more.hasLetterKeys,
  ignored: () => commands.bounced(),
  resized: () => display.fit(),
  blank: toggleBlack,
})

ignoreDoubleClicks(() => commands.bounced())
keepFullScreen()
watchWindowSize()
initEndedRoom()
if (roomCode) setText(byId('room'), words.room(roomCode))
byId<HTMLAnchorElement>('screen-link').href = addressOf(roomCode, 'screen')

const key = keyToEnter(newKey => connection.enter(newKey))
if (key) connection.enter(key)
else showSignIn(true)

/** The next step; if there is none, a question is written. */
function goOn(isFullScreen: boolean): void {
  const { view } = commands
  if (view?.state.upcoming !== null) send({ name: 'next' })
  else if (isFullScreen) said(words.nothingNext)
  else sheet.open({ mode: 'new' })
}

/** Makes every screen black, or brings its picture back. */
function toggleBlack(): void {
  const poll = commands.view?.news.poll
  if (!poll) return
  const picture = poll.posed || poll.past ? 'question' : 'join'
  send({ name: 'stage', stage: poll.stage === 'black' ? picture : 'black' })
}

function shown(section: Section, chosen: Chosen): void {
  wall.show(section === 'wall')
  asks.show(section === 'asks')
  if (section === 'invite') invite.shown()
  if (chosen === 'pressed') byId(`tab-${section}`).scrollTop = 0
  if (section === 'chat') chat?.open(chosen === 'pressed')
  else chat?.close()
}

function said(sentence: string): void {
  setText(byId('status-message'), sentence)
  // A dialog covers the page's status.
  sheet.say(sentence)
  list.say(sentence)
}

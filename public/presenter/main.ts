/** Assembles the presenter's page. */
import { AnnouncementBanner } from '../shared/announcement-banner'
import { BackGesture } from '../shared/back-gesture'
import { ChatButton } from '../shared/chat-button'
import { byId, setText } from '../shared/dom'
import { keepFullScreen } from '../shared/full-screen'
import { Stage } from '../shared/stage/stage'
import { keepTheme } from '../shared/stage/theme'
import { roomCode } from '../shared/urls'
import { AnnouncementForm } from './announcement-form'
import { ChatSettings } from './chat-settings'
import { initClicker } from './clicker'
import { Commands } from './commands'
import { PresenterConnection } from './connection'
import { ignoreDoubleClicks } from './ignore-double-clicks'
import { Invite } from './invite'
import { ManyVotesNotice } from './many-votes'
import { KeepLink } from './own-room/keep-link'
import { RoomName } from './own-room/room-name'
import { PollControls } from './poll-controls'
import { PrivateChart } from './private-chart'
import { newSheet } from './question-sheet/new-sheet'
import { ListAsText } from './questions/list-as-text'
import { PreparedQuestions } from './questions/prepared-questions'
import { ResultsTab } from './results/results-tab'
import { RoomSettings } from './room-settings'
import { keyToEnter, showSignIn } from './sign-in'
import { WallSection } from './wall-section'
import { presenterWords as words } from './words'

const display = new Stage(byId('poll-display'))
keepTheme(byId('poll-display'))
const privateChart = new PrivateChart()
const manyVotes = new ManyVotesNotice()
const connection: PresenterConnection = new PresenterConnection(() => ({
  display,
  privateChart,
  commands,
  said,
  opened(opened) {
    new AnnouncementBanner(opened.socket, { resized: () => display.fit() })
    new ChatButton(opened, { isPresenter: true, backGesture: new BackGesture() })
    manyVotes.listen(opened.socket)
  },
}))
const socketOf = () => connection.current.socket

const commands: Commands = new Commands(() => connection.current, {
  changed(view) {
    for (const part of parts) part.update(view)
  },
  said,
  busy: isBusy => document.body.classList.toggle('busy', isBusy),
})
const send: Commands['send'] = command => commands.send(command)
const prepared = new PreparedQuestions({
  send,
  edit: (question, back) => sheet.open({ mode: 'edit', question }, back),
  said,
})
const sheet = newSheet({ commands, placeOf: question => prepared.placeOf(question), said })
const list = new ListAsText({ prepare: questions => commands.prepare(questions) })
byId('new-question').addEventListener('click', () => sheet.open({ mode: 'new' }))
const invite = new Invite({ said })
new KeepLink({ said })
const parts = [
  new PollControls({ send: command => void send(command) }),
  list,
  new ResultsTab({ socket: socketOf, send, said }),
  new RoomSettings({
    connection: () => connection.current,
    said,
    alone: act => commands.alone(act),
    keyChanged(key) {
      connection.keyChanged(key)
      invite.hide()
    },
  }),
  new ChatSettings({ connection: () => connection.current, said }),
  new AnnouncementForm({ connection: () => connection.current, said }),
  new WallSection({ socket: socketOf, said }),
  new RoomName({ socket: socketOf, said }),
  privateChart,
  manyVotes,
  prepared,
  sheet,
]
initClicker({
  next: () => void send({ name: 'next' }),
  back: () => void send({ name: 'back' }),
  resized: () => display.fit(),
  blanked: isBlack => said(isBlack ? words.blanked : ''),
})

ignoreDoubleClicks()
keepFullScreen()
if (roomCode) setText(byId('room'), words.room(roomCode))
const dock = byId('dock')
// Keeps the height of the dock free below the page.
if (window.ResizeObserver)
  new ResizeObserver(() =>
    document.documentElement.style.setProperty('--dock', `${dock.offsetHeight}px`),
  ).observe(dock)

const key = keyToEnter(newKey => connection.enter(newKey))
if (key) connection.enter(key)
else showSignIn(true)

function said(sentence: string): void {
  setText(byId('status-message'), sentence)
  // A dialog covers the page's status.
  sheet.say(sentence)
  list.say(sentence)
}

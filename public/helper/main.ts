/**
 * Assembles the helper's page: chat, questions from the room, wall, care for typed answers, and the panic button. It is
 * made of parts of the presenter's page; what a helper may do is decided by the server.
 */
import { CareSection } from '../presenter/care-section'
import { Tabs, type Chosen, type Section } from '../presenter/console/tabs'
import { isWide, watchWindowSize } from '../presenter/console/window-size'
import { BlockedWordsSection } from '../presenter/talk/blocked-words'
import { ChatSettings } from '../presenter/talk/chat-settings'
import { Panic } from '../presenter/talk/panic'
import { Reported } from '../presenter/talk/reported/list'
import type { CrewView } from '../presenter/view-model'
import { WallSection } from '../presenter/wall-section'
import { AnnouncementBanner } from '../shared/announcement-banner'
import { AsksSection } from '../shared/asks/section'
import { backGesture } from '../shared/back-gesture'
import { ChatButton } from '../shared/chat-button'
import type { ConnectionState } from '../shared/connection/connection'
import { connectionSentence } from '../shared/connection/sentences'
import { byId, setText } from '../shared/dom'
import { ReportCounts } from '../shared/reports/counts'
import { addressOf, roomCode } from '../shared/urls'
import { HelperConnection } from './connection'
import { initPanicKey } from './panic-key'
import { QuestionUp } from './question'
import { HelperView } from './view'
import { helperWords as words } from './words'

let chat: ChatButton | undefined
let hasBeenIn = false
const connection: HelperConnection = new HelperConnection({
  state: showState,
  snapshot(snapshot) {
    hasBeenIn = true
    view.receivePoll(snapshot)
    showPresent(snapshot.present)
    if (snapshot.allAnswers) care.updateAnswers(snapshot.allAnswers, snapshot.poll.pollId)
  },
  opened(opened) {
    const { socket } = opened
    new AnnouncementBanner(socket)
    chat = new ChatButton(opened, {
      role: 'helper',
      backGesture,
      reports,
      beside: reported.count,
      place: byId('chat-place'),
    })
    reports.listen(socket)
    socket.once('snapshot', () => shown(tabs.current, 'remembered'))
    asks.listen(socket)
    socket.on('poll', news => view.receivePoll(news))
    socket.on('turnout', (_voted, present) => showPresent(present))
    socket.on('helperState', state => view.receiveState(state))
    socket.on('allAnswers', (answers, { pollId }) => care.updateAnswers(answers, pollId))
  },
})
const socket = () => connection.current.socket
const reports = new ReportCounts()
const reported = new Reported({ socket, said, reports })
const wall = new WallSection({ socket, said, reports })
const asks = new AsksSection({ backGesture, said, reports })
const care = new CareSection({ socket, said })
const panic = new Panic({ socket, said })
const parts: { update(view: CrewView): void }[] = [
  new QuestionUp(),
  panic,
  wall,
  care,
  reported,
  new BlockedWordsSection({ socket, said }),
  new ChatSettings({ connection: () => connection.current, said }),
]
const view = new HelperView(now => {
  for (const part of parts) part.update(now)
})
const tabs = new Tabs(shown)

watchWindowSize()
window.addEventListener('resize', () => {
  if (isWide() && tabs.current === 'chat') chat?.open(false)
})
initPanicKey(() => panic.press())
setText(byId('room'), roomCode && words.room(roomCode))
byId<HTMLAnchorElement>('to-audience').href = addressOf(roomCode)
if (!connection.begin()) byId('sign-in').hidden = false

/** A link that was taken back while the page was open leaves everything where it is, above all what was typed. */
function showState(state: ConnectionState): void {
  const sentence = connectionSentence(state, { connected: words.ready })
  const isRefused = state.name === 'refused'
  document.body.dataset['connection'] = state.name
  said(sentence)
  setText(byId('revoked'), isRefused && hasBeenIn ? sentence : '')
  setText(byId('sign-in-said'), isRefused && !hasBeenIn ? sentence : '')
  byId('sign-in').hidden = !isRefused || hasBeenIn
  const isOver = state.name === 'ended' || (isRefused && !hasBeenIn)
  byId('ended').hidden = state.name !== 'ended'
  byId('console').hidden = byId('dock').hidden = isOver
  if (state.name === 'ended') byId('ended-title').focus()
}

function shown(section: Section, chosen: Chosen): void {
  wall.show(section === 'wall')
  asks.show(section === 'asks')
  if (section !== 'chat') chat?.close()
  // On a narrow page it is a sheet, which comes only when it is asked for.
  else if (chosen === 'pressed' || isWide()) chat?.open(chosen === 'pressed')
}

function showPresent(present: number): void {
  setText(byId('here'), words.here(present))
}

function said(sentence: string): void {
  setText(byId('status-message'), sentence)
}

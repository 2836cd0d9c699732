/** The presenter's page: puts its parts together. */
import { initAnnounce } from './announce'
import { initAnnouncement } from '../shared/announcement-banner'
import { Aside } from './private-chart'
import { initChatPill } from '../shared/chat-button'
import { Compose } from './question-form'
import { keyToEnter, showEntrance } from './sign-in'
import { keepFullScreen } from '../shared/full-screen'
import { initHousekeeping } from './room-settings'
import { initInvite } from './invite'
import { Commands } from './commands'
import { initListText } from './list-as-text'
import { ManyVotesNotice } from './many-votes'
import { ignoreDoubleClicks } from './ignore-double-clicks'
import { byId, setText } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { Podium } from './connection'
import { PreparedList } from './prepared-questions'
import { presenterWords as words } from './words'
import { initRemote } from './clicker'
import { Stage } from '../shared/poll-display'
import { initSteer } from './poll-controls'
import { initTalk } from './chat-settings'
import { initWallSection } from './wall-section'

/** From this width on there is room to write a question at any time. */
const WIDE = '(min-width: 64rem)'

const stage = new Stage()
const aside = new Aside()
const manyVotes = new ManyVotesNotice()
const podium: Podium = new Podium(() => ({
  stage,
  aside,
  commands,
  said,
  opened(line) {
    initAnnouncement(line.socket, () => stage.fit())
    initChatPill(line, true)
    manyVotes.listen(line.socket)
  },
}))

const commands: Commands = new Commands(() => podium.connection, {
  changed(desk) {
    for (const draw of [drawSteer, drawText, drawHouse, drawTalk, drawAnnounced, drawWall]) draw(desk)
    aside.changed(desk)
    manyVotes.changed(desk)
    prepared.changed(desk)
  },
  said,
  busy: isBusy => document.body.classList.toggle('busy', isBusy),
})
const drawSteer = initSteer(command => void commands.send(command))
const prepared = new PreparedList({
  send: command => void commands.send(command),
  edit: question => compose.edit(question),
})
const compose = new Compose({
  askNow: question => commands.send({ name: 'ask', question }),
  add: question => commands.prepare([question]),
  async save(was, question) {
    const index = commands.desk ? prepared.placeOf(was, commands.desk) : -1
    if (index >= 0) return commands.send({ name: 'editPrepared', index, question })
    said(words.questionGone)
    return false
  },
  said,
})
const drawText = initListText({ prepare: questions => commands.prepare(questions), said })
const hidePhoneCode = initInvite(said)
const drawHouse = initHousekeeping({
  connection: () => podium.connection,
  said,
  alone: act => commands.alone(act),
  keyChanged(key) {
    podium.keyChanged(key)
    hidePhoneCode()
  },
})
const drawTalk = initTalk({ connection: () => podium.connection, said })
const drawAnnounced = initAnnounce({ connection: () => podium.connection, said })
const drawWall = initWallSection({ socket: () => podium.connection.socket, said })
initRemote({
  next: () => void commands.send({ name: 'next' }),
  back: () => void commands.send({ name: 'back' }),
  resized: () => stage.fit(),
  blanked: isBlack => said(isBlack ? words.blanked : ''),
})

ignoreDoubleClicks()
keepFullScreen()
if (roomCode) setText(byId('room'), words.room(roomCode))
byId<HTMLDetailsElement>('compose').open = matchMedia(WIDE).matches
const dock = byId('dock')
// What the dock covers is kept free below the page.
if (window.ResizeObserver)
  new ResizeObserver(() =>
    document.documentElement.style.setProperty('--dock', `${dock.offsetHeight}px`),
  ).observe(dock)

const key = keyToEnter(newKey => podium.enter(newKey))
if (key) podium.enter(key)
else showEntrance(true)

function said(sentence: string): void {
  setText(byId('status-message'), sentence)
}

/** Assembles the projector's page: the poll, and how to join. It shows what the audience may see, and does not vote. */
import { AnnouncementBanner } from '../shared/announcement-banner'
import { connect } from '../shared/connection/connection'
import { byId } from '../shared/dom'
import { keepFullScreen } from '../shared/full-screen'
import { keepShared } from '../shared/share-address'
import { Stage } from '../shared/stage/stage'
import { keepTheme, switchTheme } from '../shared/stage/theme'
import { roomCode } from '../shared/urls'
import { keepAwake } from '../shared/wake-lock'
import { initControls } from './controls'
import { initKeys } from './keys'
import { Remote } from './remote'
import { Trouble } from './trouble'

const root = byId('stage')
const stage = new Stage(root)
const trouble = new Trouble()
const remote = new Remote()
keepShared(() => stage.showAddress(roomCode))
const { socket } = connect(
  { screen: true, room: roomCode },
  {
    state(state) {
      document.body.dataset['connection'] = state.name
      trouble.update(state)
      if (state.name === 'ended') stage.showEnded()
    },
    snapshot(snapshot) {
      stage.update(snapshot, snapshot)
      stage.updateName(snapshot.roomName)
      stage.showAddress(roomCode).catch(() => undefined) // the next connection tries again
      void keepAwake(true)
    },
    leaving() {},
    returning() {},
  },
)
new AnnouncementBanner(socket, { resized: () => stage.fit() })
keepFullScreen()
socket.on('poll', news => stage.update(news))
socket.on('answers', (view, mark) => stage.updateAnswers(view, mark))
socket.on('earlierAnswers', (view, mark) => stage.updateEarlierAnswers(view, mark))
socket.on('roomName', name => stage.updateName(name))
socket.on('voteCount', (counts, mark) => stage.updateTally(counts, mark))
// Not those connected: presenters are among them.
socket.on('turnout', (voted, present) => stage.updateTurnout({ voted, present }))

const isBlanked = () => root.classList.contains('blanked')

const light = byId('light')
keepTheme(root, isLight => light.setAttribute('aria-checked', String(isLight)))
const controls = initControls({
  light: () => light.setAttribute('aria-checked', String(switchTheme(root))),
})
initKeys({
  next: () => remote.send({ name: 'next' }),
  back: () => remote.send({ name: 'back' }),
  isBlack: () => root.classList.contains('black') || isBlanked(),
  blank(on) {
    root.classList.toggle('black', on && !isBlanked())
    // Presenters have made every screen black: so only they bring the picture back.
    if (!on && isBlanked() && remote.isHeld) remote.send({ name: 'stage', stage: 'question' })
  },
  fullScreen: () => controls.fullScreen(),
  light: () => light.click(),
  join() {
    const isShown = stage.shown === 'join'
    if (remote.isHeld) remote.send({ name: 'stage', stage: isShown ? 'question' : 'join' })
    else stage.showJoin(!isShown)
  },
})

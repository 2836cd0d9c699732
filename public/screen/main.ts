/** Assembles the projector's page, also as a part of slides and pictures of others. */
import { byId } from '../shared/dom'
import { keepFullScreen } from '../shared/full-screen'
import { keyOf } from '../shared/connection/presenter-keys'
import { keepTheme, switchTheme } from '../shared/stage/theme'
import { roomCode } from '../shared/urls'
import { initControls } from './controls'
import { Deck } from './deck'
import { initKeys } from './keys'
import { applyLook, isPart, readLook } from './look'
import { Remote } from './remote'
import { showRoom, type ShownRoom } from './show-room'
import { slideWords } from './words'

const look = readLook(location.search)
applyLook(byId('stage'), look)
let deck: Deck | undefined
const shown = showRoom(roomCode, look, poll => deck?.update(poll))
if (window.parent !== window) deck = new Deck(roomCode, sentence => shown.trouble.say(sentence))
if (look.unknown[0]) shown.trouble.say(slideWords.unknown(look.unknown[0]))
keepFullScreen()
if (isPart(look)) becomePart(shown)
else lead(shown)

/** A part of another picture has no buttons and no keys. */
function becomePart({ root }: ShownRoom): void {
  byId('controls').remove()
  if (!look.theme) keepTheme(root)
}

function lead({ root, stage }: ShownRoom): void {
  const remote = new Remote({ room: roomCode, key: () => keyOf(roomCode) })
  const isBlanked = () => root.classList.contains('blanked')
  const light = byId('light')
  const say = (isLight: boolean) => light.setAttribute('aria-checked', String(isLight))
  if (look.theme) say(look.theme === 'light')
  else keepTheme(root, say)
  const controls = initControls({ light: () => say(switchTheme(root)) })
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
}

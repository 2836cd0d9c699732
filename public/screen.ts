/** The projector's page: the stage, and how to join. No vote, no key, not counted. */
import { initAnnouncement } from './announcement'
import { connect, type LineState } from './connection'
import { keepFullScreen } from './full-screen'
import { byId, show } from './page'
import { roomCode } from './place'
import { keepShared } from './share'
import { Stage } from './stage'
import { keepAwake } from './wake'
import { words } from './words'

const stage = new Stage()
keepShared(() => stage.showAddress(roomCode))
const { socket } = connect(
  { screen: true, room: roomCode },
  {
    state(state) {
      document.body.dataset.line = state.name
      show(byId('status-message'), sentenceOf(state))
    },
    snapshot(snapshot) {
      stage.news(snapshot)
      stage.connected(snapshot.present)
      stage.showAddress(roomCode).catch(() => undefined) // the next line tries again
      void keepAwake(true)
    },
    leaving() {},
    returning() {},
  },
)
initAnnouncement(socket, () => stage.fit())
keepFullScreen()
socket.on('poll', news => stage.news(news))
socket.on('voteCount', (counts, mark) => stage.voteCount(counts, mark))
socket.on('turnout', (voted, present) => {
  stage.turnout({ voted, present })
  stage.connected(present) // presenters are connected too, and nobody yet
})

function sentenceOf(state: LineState): string {
  if (state.name === 'connected' || state.name === 'connecting') return ''
  if ('sentence' in state) return state.sentence
  return state.name === 'ended' ? words.ended : words.reconnecting
}

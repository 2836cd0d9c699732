/** The projector's page: the stage, and how to join. No vote, no key, not counted. */
import { initAnnouncement } from '../shared/announcement-banner'
import { connect } from '../shared/connection/connection'
import { connectionSentence } from '../shared/connection/sentences'
import { keepFullScreen } from '../shared/full-screen'
import { byId, setText } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { keepShared } from '../shared/share-address'
import { Stage } from '../shared/poll-display'
import { keepAwake } from '../shared/wake-lock'
import { words } from '../shared/words'

const stage = new Stage()
keepShared(() => stage.showAddress(roomCode))
const { socket } = connect(
  { screen: true, room: roomCode },
  {
    state(state) {
      document.body.dataset['line'] = state.name
      setText(
        byId('status-message'),
        connectionSentence(state, { connecting: '', serverClosing: words.reconnecting }),
      )
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

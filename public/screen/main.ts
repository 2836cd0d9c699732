/** The projector's page: the poll, and how to join. No vote, no key, not counted. */
import { AnnouncementBanner } from '../shared/announcement-banner'
import { connect } from '../shared/connection/connection'
import { connectionSentence } from '../shared/connection/sentences'
import { keepFullScreen } from '../shared/full-screen'
import { byId, setText } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { keepShared } from '../shared/share-address'
import { PollDisplay } from '../shared/poll/poll-display'
import { keepAwake } from '../shared/wake-lock'
import { words } from '../shared/words'

const display = new PollDisplay()
keepShared(() => display.showAddress(roomCode))
const { socket } = connect(
  { screen: true, room: roomCode },
  {
    state(state) {
      document.body.dataset['connection'] = state.name
      setText(
        byId('status-message'),
        connectionSentence(state, { connecting: '', serverClosing: words.reconnecting }),
      )
    },
    snapshot(snapshot) {
      display.update(snapshot)
      display.updatePresent(snapshot.present)
      display.showAddress(roomCode).catch(() => undefined) // the next connection tries again
      void keepAwake(true)
    },
    leaving() {},
    returning() {},
  },
)
new AnnouncementBanner(socket, { resized: () => display.fit() })
keepFullScreen()
socket.on('poll', news => display.update(news))
socket.on('voteCount', (counts, mark) => display.updateTally(counts, mark))
socket.on('turnout', (voted, present) => {
  display.updateTurnout({ voted, present })
  display.updatePresent(present) // not those connected: presenters are among them
})

/** The question that is up, as far as helpers need it for the care of typed answers. */
import { byId, setText } from '../shared/dom'
import { roomCode } from '../shared/urls'
import type { CrewView } from '../presenter/view-model'
import { helperWords as words } from './words'

export class QuestionUp {
  update({ news: { poll }, state: { roomName } }: CrewView): void {
    const isUp = poll.posed || poll.past !== null
    setText(byId('helped-text'), !isUp ? words.nothingUp : poll.question || words.aloud)
    setText(byId('helped-state'), isUp ? words.state[poll.state] : '')
    setText(byId('room'), roomName || (roomCode && words.room(roomCode)))
  }
}

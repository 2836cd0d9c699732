/** Owns the presenter's line: gets in with a key, and tells stage and lectern what it hears. */
import type { Handshake, PollNews } from '../../src/core/protocol/events'
import type { Aside } from './private-chart'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { refusalCodeOf } from '../shared/connection/refusal-code'
import { connectionSentence } from '../shared/connection/sentences'
import { showEntrance } from './sign-in'
import { keyOf, rememberKey } from '../shared/connection/presenter-keys'
import type { Commands } from './commands'
import { byId, setText } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { presenterWords as words } from './words'
import { keepShared } from '../shared/share-address'
import type { Stage } from '../shared/poll-display'
import { keepAwake } from '../shared/wake-lock'

export interface PodiumParts {
  stage: Stage
  aside: Aside
  commands: Commands
  /** Says a sentence to the presenter. */
  said(sentence: string): void
  /** There is a line: whoever listens to it besides can do so now. */
  opened(line: Connection): void
}

export class Podium {
  private readonly handshake: Handshake = { room: roomCode }
  private line: Connection | undefined

  /** @param parts is asked for once the first line is opened */
  constructor(private readonly parts: () => PodiumParts) {}

  /** The line; there is one as soon as a key is. */
  get connection(): Connection {
    return this.line!
  }

  /** Goes in with this key; the page stays at the door where it does not fit. */
  enter(key: string): void {
    this.handshake.presenterKey = key
    showEntrance(false)
    if (this.line) this.line.revive()
    else this.open(this.parts())
  }

  /** The room has another key from now on; this line holds. */
  keyChanged(key: string): void {
    rememberKey(roomCode, key)
    this.handshake.presenterKey = key
  }

  private open({ stage, aside, commands, said, opened }: PodiumParts): void {
    const showTurnout = (voted: number, present: number) => {
      stage.turnout({ voted, present })
      stage.connected(present)
      setText(byId('dock-turnout'), words.turnout(voted, present))
    }
    const showConnected = (count: number) => setText(byId('connection-count'), words.connectedUsers(count))
    const showNews = (news: PollNews) => {
      stage.news(news)
      const isAloud = news.poll.choices.every(choice => !choice.text)
      byId('stage').classList.toggle('aloud', isAloud)
      showTurnout(news.voted, news.present)
    }

    this.line = connect(this.handshake, {
      state(state) {
        showState(state, said)
        if (state.name !== 'connected') commands.hears.lost()
      },
      snapshot(snapshot, why) {
        showNews(snapshot)
        showConnected(snapshot.connected)
        commands.hears.heardPoll(snapshot)
        if (why !== 'check') stage.showAddress(roomCode).catch(() => undefined) // the next line tries again
        void keepAwake(true)
      },
      leaving() {},
      returning() {},
    })
    opened(this.line)
    keepShared(() => stage.showAddress(roomCode))
    const { socket } = this.line
    socket.on('poll', news => {
      showNews(news)
      commands.hears.heardPoll(news)
    })
    socket.on('lectern', news => {
      const lectern = commands.hears.completed(news)
      aside.lectern(lectern)
      commands.hears.heardLectern(lectern)
    })
    socket.on('voteCount', (counts, mark) => {
      aside.voteCount(counts, mark)
      // Presenters are sent the tally always; the stage shows what the audience sees.
      if (commands.desk?.news.poll.shown) stage.voteCount(counts, mark)
    })
    socket.on('storeAway', isAway => said(isAway ? words.storeAway : words.storeBack))
    socket.on('turnout', showTurnout)
    socket.on('usersConnected', showConnected)
    socket.on('connect_error', error => {
      if (refusalCodeOf(error) === 'wrong-key') this.wrongKey()
    })
  }

  /** Another tab of this browser may know the new key. */
  private wrongKey(): void {
    const remembered = keyOf(roomCode)
    if (remembered && remembered !== this.handshake.presenterKey) this.enter(remembered)
    else rememberKey(roomCode, undefined)
  }
}

function showState(state: ConnectionState, said: (sentence: string) => void): void {
  const isOver = state.name === 'refused' || state.name === 'ended'
  const sentence = connectionSentence(state, { connected: words.ready })
  document.body.dataset['line'] = state.name
  said(sentence)
  setText(byId('stage-line'), state.name === 'connected' ? '' : sentence)
  byId('console').hidden = isOver
  byId('dock').hidden = isOver
  if (isOver) showEntrance(true, sentence)
}

/** The presenter's connection: signs in with a key, and passes received events to the parts of the page. */
import type { Handshake } from '../../src/core/protocol/handshake'
import type { PollNews } from '../../src/core/protocol/poll'
import type { AnswersSnapshot } from '../../src/core/protocol/snapshot'
import type { AnswerView } from '../../src/core/question-types/registry'
import type { PrivateChart } from './console/private-chart'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { refusalCodeOf } from '../shared/connection/refusal-code'
import { connectionSentence } from '../shared/connection/sentences'
import { showSignIn } from './sign-in'
import { keyOf, rememberKey } from '../shared/connection/presenter-keys'
import type { Commands } from './commands'
import { byId } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { presenterWords as words } from './words'
import { keepShared } from '../shared/share-address'
import type { Stage } from '../shared/stage/stage'
import { keepAwake } from '../shared/wake-lock'

interface Callbacks {
  display: Stage
  privateChart: PrivateChart
  commands: Commands
  /** Called with all that people typed for the poll with this id, hidden and waiting answers too. */
  allAnswers: (view: AnswerView, pollId: string) => void
  /** Called with each turnout. */
  turnout: (voted: number, present: number) => void
  /** The room has ended. */
  ended: () => void
  /** Shows a sentence to the presenter. */
  said: (sentence: string) => void
  /** Called with each new connection, so that other parts can listen to it. */
  opened: (connection: Connection) => void
}

export class PresenterConnection {
  private readonly handshake: Handshake = { room: roomCode }
  private opened: Connection | undefined

  /** @param callbacks called when the first connection is opened */
  constructor(private readonly callbacks: () => Callbacks) {}

  /** Exists once there is a key. */
  get current(): Connection {
    return this.opened!
  }

  /** Signs in with this key; if it is wrong, the page asks for another one. */
  enter(key: string): void {
    this.handshake.presenterKey = key
    showSignIn(false)
    if (this.opened) this.opened.revive()
    else this.open(this.callbacks())
  }

  /** The room has a new key; this connection stays open. */
  keyChanged(key: string): void {
    rememberKey(roomCode, key)
    this.handshake.presenterKey = key
  }

  private open({
    display,
    privateChart,
    commands,
    allAnswers,
    turnout,
    said,
    ended,
    opened,
  }: Callbacks): void {
    const showTurnout = (voted: number, present: number) => {
      display.updateTurnout({ voted, present })
      turnout(voted, present)
    }
    const showNews = (news: PollNews, typed?: Pick<AnswersSnapshot, 'answers' | 'earlierAnswers'>) => {
      display.update(news, typed)
      showTurnout(news.voted, news.present)
    }

    this.opened = connect(this.handshake, {
      state(state) {
        showState(state, said)
        if (state.name === 'ended') ended()
        if (state.name !== 'connected') commands.viewModel.connectionLost()
      },
      snapshot(snapshot, why) {
        showNews(snapshot, snapshot)
        if (snapshot.allAnswers) allAnswers(snapshot.allAnswers, snapshot.poll.pollId)
        display.updateName(snapshot.roomName)
        display.updateResultsPage(snapshot.resultsPage)
        display.updateRowsKept(snapshot.rowsKept)
        commands.viewModel.receivePoll(snapshot)
        if (why !== 'check') display.showAddress(roomCode).catch(() => undefined) // the next connection tries again
        void keepAwake(true)
      },
      leaving() {},
      returning() {},
    })
    opened(this.opened)
    keepShared(() => display.showAddress(roomCode))
    const { socket } = this.opened
    socket.on('roomName', name => display.updateName(name))
    socket.on('resultsPage', isOn => {
      display.updateResultsPage(isOn)
      display.showAddress(roomCode).catch(() => undefined)
    })
    socket.on('rowsKept', isOn => display.updateRowsKept(isOn))
    socket.on('poll', news => {
      showNews(news)
      commands.viewModel.receivePoll(news)
    })
    socket.on('presenterState', news => {
      const state = commands.viewModel.completed(news)
      privateChart.updateState(state)
      commands.viewModel.receiveState(state)
    })
    socket.on('voteCount', (counts, mark) => {
      privateChart.updateTally(counts, mark)
      // Presenters always receive the tally; the poll display shows only what the audience sees.
      if (commands.view?.news.poll.shown) display.updateTally(counts, mark)
    })
    socket.on('answers', (view, mark) => display.updateAnswers(view, mark))
    socket.on('earlierAnswers', (view, mark) => display.updateEarlierAnswers(view, mark))
    socket.on('allAnswers', (view, { pollId }) => allAnswers(view, pollId))
    socket.on('storeAway', isAway => said(isAway ? words.storeAway : words.storeBack))
    socket.on('turnout', showTurnout)
    socket.on('connect_error', error => {
      if (refusalCodeOf(error) === 'wrong-key') this.wrongKey()
    })
  }

  /** The key is wrong: tries the stored one, because another tab of this browser may have the new key. */
  private wrongKey(): void {
    const remembered = keyOf(roomCode)
    if (remembered && remembered !== this.handshake.presenterKey) this.enter(remembered)
    else rememberKey(roomCode, undefined)
  }
}

function showState(state: ConnectionState, said: (sentence: string) => void): void {
  const isOver = state.name === 'refused' || state.name === 'ended'
  const sentence = connectionSentence(state, { connected: words.ready })
  document.body.dataset['connection'] = state.name
  said(sentence)
  byId('console').hidden = isOver
  byId('dock').hidden = isOver
  if (state.name === 'refused') showSignIn(true, sentence)
}

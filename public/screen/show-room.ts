/** Shows a room on the stage of this page and follows it. It shows what the audience may see, and does not vote. */
import type { Poll } from '../../src/core/protocol/poll'
import type { AsksNews } from '../../src/core/protocol/asks'
import { AnnouncementBanner } from '../shared/announcement-banner'
import { connect, type ClientSocket } from '../shared/connection/connection'
import { byId } from '../shared/dom'
import { loadPart } from '../shared/lazy'
import type { Asked } from './asked/main'
import { keepShared } from '../shared/share-address'
import { SignLane } from '../shared/stage/sign-lane'
import { Stage } from '../shared/stage/stage'
import { keepAwake } from '../shared/wake-lock'
import { QuestionSize } from './question-size'
import type { Look } from './look'
import { Trouble } from './trouble'

export interface ShownRoom {
  root: HTMLElement
  stage: Stage
  trouble: Trouble
}

/** @param polled is told the poll at every change */
export function showRoom(code: string, { only }: Look, polled?: (poll: Poll) => void): ShownRoom {
  const root = byId('stage')
  const stage = new Stage(root, only === 'join')
  const trouble = new Trouble()
  if (only === 'question') new QuestionSize(root)
  keepShared(() => stage.showAddress(code))
  const showResultsPage = (isOn: boolean) => {
    stage.updateResultsPage(isOn)
    stage.showAddress(code).catch(() => undefined) // the next connection tries again
  }
  const { socket } = connect(
    { screen: true, room: code },
    {
      state(state) {
        document.body.dataset['connection'] = state.name
        trouble.update(state)
        if (state.name === 'ended') stage.showEnded()
      },
      snapshot(snapshot) {
        stage.update(snapshot, snapshot)
        polled?.(snapshot.poll)
        stage.updateName(snapshot.roomName)
        showResultsPage(snapshot.resultsPage)
        stage.updateRowsKept(snapshot.rowsKept)
        void keepAwake(true)
      },
      leaving() {},
      returning() {},
    },
  )
  // A part of somebody else's picture shows its own only.
  if (!only) new SignLane(socket, root, stage)
  if (!only) followAsked(socket)
  new AnnouncementBanner(socket, { resized: () => stage.fit() })
  socket.on('poll', news => {
    stage.update(news)
    polled?.(news.poll)
  })
  socket.on('answers', (view, mark) => stage.updateAnswers(view, mark))
  socket.on('earlierAnswers', (view, mark) => stage.updateEarlierAnswers(view, mark))
  socket.on('roomName', name => stage.updateName(name))
  socket.on('resultsPage', showResultsPage)
  socket.on('rowsKept', isOn => stage.updateRowsKept(isOn))
  socket.on('voteCount', (counts, mark) => stage.updateTally(counts, mark))
  // Not those connected: presenters are among them.
  socket.on('turnout', (voted, present) => stage.updateTurnout({ voted, present }))
  return { root, stage, trouble }
}

/** Shows questions from the room, where the page has a place for them: it loads when the first one is to be shown. */
function followAsked(socket: ClientSocket): void {
  const place = document.getElementById('asked')
  let loading: Promise<Asked> | undefined
  let news: AsksNews
  const update = (changed: AsksNews) => {
    news = changed
    if (!place || !(loading || news.up || (news.isOpen && news.onScreen === 'list'))) return
    loading ??= loadPart<typeof import('./asked/main')>(place).then(part => new part.Asked(place, socket))
    loading.then(
      asked => asked.update(news),
      () => (loading = undefined), // the next change tries again
    )
  }
  socket.on('snapshot', ({ asks }) => update(asks))
  socket.on('asksChanged', update)
}

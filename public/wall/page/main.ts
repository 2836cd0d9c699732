/** The wall: puts its parts together. Each visitor's term and pause are their own; no vote, not counted. */
import type { OpenedWall, PostNews, WallNews } from '../../../src/core/protocol/wall'
import { initAnnouncement } from '../../shared/announcement-banner'
import { sentenceOf } from '../../shared/connection/request'
import { keepFullScreen } from '../../shared/full-screen'
import { byId, setText } from '../../shared/dom'
import { addressOf, roomCode } from '../../shared/urls'
import { Board } from './board'
import { Controls, TERM } from './controls'
import { keepShared } from '../../shared/share-address'
import { showJoin } from './join'
import { connectWall } from './connection'
import { Pace } from './pacing'
import { ScreenMode } from './screen-mode'
import { WallSession } from '../session'
import { Shown } from '../visible-posts'
import { Sources } from '../source-list'
import { initWallVoice } from './read-aloud'
import { wallWords as words } from '../words'

/** Milliseconds between two posts that push others out: a page is read by one, a screen from the last row. */
keepShared(() => showJoin(roomCode))
const GAPS = { page: 600, screen: 1500 }
/** From this width on there is room for the settings. */
const WIDE = '(min-width: 64rem)'

let wall: WallNews | undefined
let skipped = 0

const { socket, isPresenter } = connectWall(
  ({ now }) => sources.setClock(now),
  () => {
    void session.enter()
    showJoin(roomCode).catch(() => undefined) // the next line tries again
  },
)

const shown = new Shown()
const session = new WallSession(
  socket,
  {
    opened,
    changed(news) {
      wall = news
      if (!news.search && session.own !== null) {
        void session.search(null)
        controls.said(words.searchOff)
      }
      draw()
    },
    posts: heard,
    pinned(posts) {
      shown.pinned = posts
      board.draw()
    },
    sources: statuses => sources.heard(statuses),
    refused: refusal => controls.said(sentenceOf(refusal)),
  },
  new URLSearchParams(location.search).get(TERM),
)
const screen = new ScreenMode(() => {
  draw()
  board.draw(true)
})
const controls = new Controls({
  socket,
  session,
  isPresenter,
  clear() {
    pace.forget()
    shown.clear()
    skip(-skipped)
    board.draw()
  },
  resized: () => board.draw(true),
  stopped: draw,
})
const board = new Board(byId('posts'), shown, {
  most: () => controls.most,
  isScreen: () => screen.isOn,
  drawn(count) {
    byId('nothing').hidden = count > 0
  },
})
const speak = initWallVoice()
const pace = new Pace({
  gap: () => GAPS[screen.isOn ? 'screen' : 'page'],
  free: () => board.free,
  most: () => controls.most,
  show(posts) {
    for (const post of posts) shown.add(post)
    board.draw()
    speak(posts)
  },
  skipped: skip,
})
const sources = new Sources(byId('sources'))

screen.begin()
initAnnouncement(socket)
keepFullScreen()
byId<HTMLAnchorElement>('to-poll').href = addressOf(roomCode)
byId<HTMLDetailsElement>('settings').open = matchMedia(WIDE).matches

/** All that stands is told anew: of another term, or on another line. */
function opened(news: OpenedWall): void {
  wall = news
  pace.forget()
  shown.pinned = news.pinned
  shown.begin(news.posts)
  skip(-skipped)
  sources.heard(news.sources)
  draw()
  board.draw(true)
}

function heard(news: PostNews): void {
  if (news.isWhole) {
    pace.forget()
    shown.begin(news.posts)
  } else {
    pace.mend(news)
    shown.mend(news)
  }
  if (news.isWhole || news.removed.length > 0 || news.replaced.length > 0) board.draw(true)
  skip(news.skipped)
  if (!news.isWhole) pace.take(news.posts)
}

function skip(count: number): void {
  skipped += count
  setText(byId('skipped'), skipped > 0 ? words.skipped(skipped) : '')
}

function draw(): void {
  if (!wall) return
  controls.draw(wall)
  pace.stop(session.isPaused || (wall.isPaused && session.own === null))
  const term = session.own ?? wall.term
  setText(byId('nothing'), words.nothingYet(term))
}

/** Assembles the wall's page. Each visitor has an own term and pause, cannot vote and is not counted. */
import type { OpenedWall, PostNews, WallNews } from '../../../src/core/protocol/wall'
import { AnnouncementBanner } from '../../shared/announcement-banner'
import { sentenceOf } from '../../shared/connection/request'
import { keepFullScreen } from '../../shared/full-screen'
import { byId, setText } from '../../shared/dom'
import { addressOf, roomCode } from '../../shared/urls'
import { WIDE } from '../../shared/wide'
import { POST_SHEET } from '../../../src/core/pages'
import { Board } from './board'
import { Controls, TERM_PARAMETER } from './controls'
import { keepShared } from '../../shared/share-address'
import { showJoin } from './join'
import { connectWall } from './connection'
import { Pacing } from './pacing'
import { ScreenMode } from './screen-mode'
import { WallSession } from '../session'
import { VisiblePosts } from '../visible-posts'
import { SourceList } from '../source-list'
import { PostReports } from './post-reports'
import { ReadAloud } from './read-aloud'
import { wallWords as words } from '../words'

/** Milliseconds between two posts that push others out: longer on a screen, which is read from the last row. */
const POST_INTERVALS_MS = { page: 600, screen: 1500 }

let wall: WallNews | undefined
let roomName = ''
let skipped = 0

const { socket, isPresenter } = connectWall(
  snapshot => {
    sources.setClock(snapshot.now)
    showName(snapshot.roomName)
  },
  () => void session.enter(),
)

const visible = new VisiblePosts()
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
    posts: received,
    pinned(posts) {
      visible.pinned = posts
      board.update()
    },
    sources: statuses => sources.update(statuses),
    refused: refusal => controls.said(sentenceOf(refusal)),
  },
  new URLSearchParams(location.search).get(TERM_PARAMETER),
)
const screen = new ScreenMode(() => {
  draw()
  board.update(true)
})
const controls = new Controls({
  socket,
  session,
  isPresenter,
  clear() {
    pacing.forget()
    visible.clear()
    skip(-skipped)
    board.update()
  },
  resized: () => board.update(true),
  stopped: draw,
})
const reports = new PostReports({
  socket,
  said: sentence => controls.said(sentence),
  changed: () => board.addToAll(),
})
const board = new Board(byId('posts'), visible, {
  maxPosts: () => controls.maxPosts,
  isScreen: () => screen.isOn,
  drawn(count) {
    byId('nothing').hidden = count > 0
  },
  addTo: (card, post) => reports.draw(card, post),
})
const readAloud = new ReadAloud()
const pacing = new Pacing({
  gap: () => POST_INTERVALS_MS[screen.isOn ? 'screen' : 'page'],
  free: () => board.free,
  maxPosts: () => controls.maxPosts,
  show(posts) {
    for (const post of posts) visible.add(post)
    board.update()
    readAloud.update(posts)
  },
  skipped: skip,
})
const sources = new SourceList(byId('sources'))

screen.begin()
keepShared(() => showJoin(roomCode, wall?.posting === true))
socket.on('roomName', showName)
new AnnouncementBanner(socket)
keepFullScreen()
byId<HTMLAnchorElement>('to-poll').href = addressOf(roomCode)
byId<HTMLAnchorElement>('post-here').href = addressOf(roomCode) + POST_SHEET
initFolds()

/** Draws the whole wall, after a change of the term or on a new connection. */
function opened(news: OpenedWall): void {
  wall = news
  pacing.forget()
  reports.begin(news)
  visible.pinned = news.pinned
  visible.begin(news.posts)
  skip(-skipped)
  sources.update(news.sources)
  draw()
  board.update(true)
}

function received(news: PostNews): void {
  if (news.isWhole) {
    pacing.forget()
    visible.begin(news.posts)
  } else {
    pacing.applyPatch(news)
    visible.applyPatch(news)
  }
  if (news.isWhole || news.removed.length > 0 || news.replaced.length > 0) board.update(true)
  skip(news.skipped)
  if (!news.isWhole) pacing.take(news.posts)
}

function skip(count: number): void {
  skipped += count
  setText(byId('skipped'), skipped > 0 ? words.skipped(skipped) : '')
}

function draw(): void {
  if (!wall) return
  controls.update(wall, roomName)
  pacing.stop(session.isPaused || (wall.isPaused && session.own === null))
  byId('post-here').hidden = !wall.posting
  showJoin(roomCode, wall.posting).catch(() => undefined) // the next connection tries again
  const term = session.own ?? wall.term
  setText(byId('nothing'), words.nothingYet(term))
}

/** The name of the room, in the header and above the posts. */
function showName(name: string): void {
  roomName = name
  setText(byId('to-poll'), name || words.name)
  draw()
}

/** On a wide page there is room for the controls; on a phone they are folded, so that posts come first. */
function initFolds(): void {
  const wide = matchMedia(WIDE)
  const [fold, settings] = [byId<HTMLDetailsElement>('fold'), byId<HTMLDetailsElement>('settings')]
  const draw = () => {
    settings.open = wide.matches
    // The way back from a term of one's own is in sight.
    fold.open = wide.matches || session.own !== null
  }
  draw()
  // Safari before 14 has no events of its own here.
  wide.addListener(draw)
}

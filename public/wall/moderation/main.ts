/** Owns the presenter's part of the wall: puts posts, rules and sources together. Loads when it is first needed. */
import type { WallDocument } from '../../../src/core/protocol/wall'
import { sentenceOf } from '../../shared/connection/request'
import { make, newTabLink, pill, setText } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import { addressOf, roomCode } from '../../shared/urls'
import { Blocked } from './blocklist'
import { Deeds } from './actions'
import { DeskPosts } from './queue'
import { wallDeskWords as words } from './words'
import { Rules } from './rules'
import { WallSession } from '../session'
import { Sources } from '../source-list'

interface DeskParts {
  socket: ClientSocket
  said(sentence: string): void
  /** So many posts wait. */
  counted(waiting: number): void
}

export class WallDesk {
  private wall: WallDocument | undefined
  private readonly deeds: Deeds
  private readonly posts: DeskPosts
  private readonly rules: Rules
  private readonly blocked: Blocked
  private readonly sources = new Sources(make('ul', 'sources'))
  private readonly pause = pill('', () => void this.togglePause())
  private readonly session: WallSession

  /** Fills an element. */
  constructor(
    place: HTMLElement,
    private readonly parts: DeskParts,
  ) {
    const { socket, said, counted } = parts
    const deeds = (this.deeds = new Deeds({
      socket,
      said,
      decided: id => this.posts.decided(id),
      gone: id => this.posts.gone(id),
    }))
    this.posts = new DeskPosts({ deeds, counted })
    this.rules = new Rules(settings =>
      deeds.ask(
        line => line.emitWithAck('setWall', settings),
        () => words.changed,
      ),
    )
    this.blocked = new Blocked({
      blockWord: (word, isBlocked) =>
        deeds.ask(
          line => line.emitWithAck('blockWord', { word, isBlocked }),
          () => (isBlocked ? words.wordBlocked(word) : words.unblocked(word)),
        ),
      unblockAuthor: (author, name) =>
        deeds.ask(
          line => line.emitWithAck('blockAuthor', { author, name, isBlocked: false }),
          () => words.unblocked(name),
        ),
    })
    this.build(place)
    this.session = this.open()
  }

  /** Presenters have decided something. */
  draw(wall: WallDocument): void {
    this.wall = wall
    this.rules.draw(wall)
    this.blocked.draw(wall)
    setText(this.pause, wall.isPaused ? words.resumeWall : words.pauseWall)
  }

  /** Whether somebody looks: else no new posts need to come. What waits is counted all the same. */
  async look(isLooking: boolean): Promise<void> {
    this.session.isPaused = !isLooking
    if (this.parts.socket.connected) await this.session.pause(!isLooking)
  }

  private build(place: HTMLElement): void {
    const link = newTabLink(words.onProjector, `${addressOf(roomCode, 'wall')}?screen`)
    const row = make('div', 'row')
    row.append(this.pause, link)
    const more = make('details')
    more.append(make('summary', '', words.rules), this.rules.rest, this.blocked.element)
    place.append(this.rules.search, this.sources.list, row, this.posts.element, more)
  }

  private open(): WallSession {
    const { posts, rules, sources } = this
    const { socket, said } = this.parts
    const session = new WallSession(socket, {
      opened(wall) {
        posts.opened(wall)
        sources.heard(wall.sources)
        rules.allowSearch(wall.search)
      },
      changed: ({ search }) => rules.allowSearch(search),
      posts: news => posts.heard(news),
      pinned: pinned => posts.pinned(pinned),
      sources: statuses => sources.heard(statuses),
      waiting(news) {
        if (posts.heardWaiting(news)) said(words.waitsNow)
      },
      refused: refusal => said(sentenceOf(refusal)),
    })
    const enter = () => {
      socket.emit('getSnapshot', reply => {
        if (reply.ok) sources.setClock(reply.snapshot.now)
      })
      void session.enter()
    }
    socket.on('snapshot', enter)
    if (socket.connected) enter()
    return session
  }

  private async togglePause(): Promise<void> {
    const isPaused = !this.wall?.isPaused
    await this.deeds.ask(
      line => line.emitWithAck('setWall', { isPaused }),
      () => (isPaused ? words.wallPaused : words.wallResumed),
    )
  }
}

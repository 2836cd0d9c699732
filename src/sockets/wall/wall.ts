/** Owns the wall's events: who opens it and searches what, and what presenters decide about it. */
import isEqual from 'lodash/isEqual'
import { Budgets } from '../../rate-limiter'
import type { WallConfig } from '../../config'
import type { Refusal, Reply } from '../../core/protocol/events'
import type { Decision, RoomDocument } from '../../core/room/document'
import {
  parseAboutPost,
  parseBlockAuthor,
  parseBlockWord,
  parseNothing,
  parseOpenWall,
  parsePauseWall,
  parsePinPost,
  parsePostToWall,
  parseSearchWall,
  parseSetWall,
  parseUpdateTerm,
} from '../../core/protocol/schemas'
import { authorInRoom, blockAuthor, blockWord, changeWall } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import type { OpenedWall, Post, WallNews } from '../../core/protocol/wall'
import type { Hub } from '../../networks/hub'
import { broadcast } from '../room/broadcast'
import { tweetsOf } from '../room/workshop-clients'
import { on, type Feature } from '../room/feature'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { publicIdOf } from '../room/identity'
import { Posting } from './submissions'
import { Searches } from './room-wall'
import { TermShares } from './term-shares'
import { wallNodes } from './wall-sync'

/** Terms one person may search. */
const SEARCH_RATE = { perSecond: 0.5, burst: 10 }

export interface WallParts {
  hub: Hub
  config: Pick<WallConfig, 'sources' | 'search'>
  /** Milliseconds for which a search goes on when nobody looks. */
  linger: number
  /** Milliseconds for which somebody counts as new. */
  newcomer: number
}

/** Makes the feature of the wall. */
export function wallFeature({ hub, config, linger, newcomer }: WallParts): Feature {
  const ofPerson = new Budgets(SEARCH_RATE)
  const walls = new Map<LiveRoom, Searches>()
  const wallOf = (room: LiveRoom) => walls.get(room)!
  const nodes = wallNodes(room => walls.get(room)?.stock)
  const posting = new Posting(config.sources.includes('room'), nodes, newcomer)
  const shares = new TermShares()

  hub.onStatus = () => {
    for (const searches of walls.values()) void broadcast(searches.pages, [['wallSources', hub.statuses]])
  }

  function maySearch({ wall }: RoomDocument, isPresenter: boolean): boolean {
    if (config.search === 'off') return false
    return isPresenter || (config.search === 'everyone' && wall.search)
  }

  function newsOf(document: RoomDocument, isPresenter: boolean): WallNews {
    const { isPaused } = document.wall
    const term = config.search === 'off' ? null : document.wall.term
    const isOpen = posting.isOpen(document)
    return { term, isPaused, posting: isOpen, search: maySearch(document, isPresenter) }
  }

  /** Tells presenters and others what has changed of what each may know. */
  function announce(room: LiveRoom, before: RoomDocument): void {
    for (const isPresenter of [true, false]) {
      const news = newsOf(room.document, isPresenter)
      if (isEqual(news, newsOf(before, isPresenter))) continue
      const fits = ({ data }: RoomSocket) => data.presenter === isPresenter && !data.classic
      void broadcast([...room.sockets].filter(fits), [['wall', news]])
    }
  }

  /** Lets a socket look at a term, or at the room's wall where it names none. */
  function look(room: LiveRoom, socket: RoomSocket, term: string | null | undefined): Refusal | undefined {
    const text = term?.trim() || null
    if (text !== null) {
      if (!maySearch(room.document, socket.data.presenter)) return refuse('search-off')
      if (!ofPerson.take(socket.data.person)) return refuse('too-fast')
    }
    return wallOf(room).look(socket, text)
  }

  function open(room: LiveRoom, socket: RoomSocket, term: string | null | undefined): Reply<OpenedWall> {
    if (socket.data.classic) return refuse('needs-page')
    const refusal = look(room, socket, term)
    if (refusal) return refusal
    const { stock } = wallOf(room)
    return {
      ok: true,
      ...newsOf(room.document, socket.data.presenter),
      ...wallOf(room).viewOf(socket)!,
      pinned: [...stock.pinned],
      sources: hub.statuses,
      ...(socket.data.presenter && { waiting: stock.waiting.feed.posts }),
    }
  }

  /** The workshops' way: the term comes back as it was typed, and posts as they come. A new term starts a stopped stream. */
  function updateTerm(room: LiveRoom, socket: RoomSocket, term: string): Reply {
    if (!socket.data.classic) return refuse('bad-request')
    const refusal = look(room, socket, term)
    if (refusal) return refusal
    wallOf(room).pause(socket, false)
    socket.emit('updatedTerm', term.trim())
    void broadcast([socket], tweetsOf(wallOf(room).viewOf(socket)!.posts))
    return { ok: true }
  }

  function stream(room: LiveRoom, socket: RoomSocket, isPaused: boolean): Reply {
    if (!socket.data.classic) return refuse('bad-request')
    const wall = wallOf(room)
    return (wall.viewOf(socket) ? undefined : wall.look(socket, null)) ?? wall.pause(socket, isPaused) ?? ok
  }

  const ok = { ok: true } as const
  const byPresenter =
    <T>(decide: (room: LiveRoom, value: T) => Refusal | undefined | Promise<Refusal | undefined>) =>
    async (room: LiveRoom, { data }: RoomSocket, value: T): Promise<Reply> =>
      data.presenter ? ((await decide(room, value)) ?? ok) : refuse('not-a-presenter')
  const changing = <T>(change: (document: RoomDocument, value: T) => Decision) =>
    byPresenter<T>((room, value) => room.change(document => change(document, value)))

  return {
    events: {
      openWall: on(parseOpenWall, (room, socket, { term }) => open(room, socket, term)),
      searchWall: on(parseSearchWall, (room, socket, { term }) => open(room, socket, term)),
      closeWall: on(parseNothing, (room, socket) => {
        wallOf(room).close(socket)
        return ok
      }),
      pauseWall: on(
        parsePauseWall,
        (room, socket, { isPaused }) => wallOf(room).pause(socket, isPaused) ?? ok,
      ),
      postToWall: on(parsePostToWall, (room, socket, said) =>
        posting.post(room, socket, wallOf(room).stock, said),
      ),
      setWall: on(
        parseSetWall,
        byPresenter((room, { term, ...settings }) => {
          if (term !== undefined && config.search === 'off') return refuse('search-off')
          const changes = term === undefined ? settings : { ...settings, term: term?.trim() || null }
          return room.change(document => changeWall(document, changes))
        }),
      ),
      approvePost: on(
        parseAboutPost,
        byPresenter((room, { id }) => nodes.choose(room, id, 'approve')),
      ),
      rejectPost: on(parseAboutPost, (room, { data }, { id }) => {
        const { stock } = wallOf(room)
        const isOwn = stock.find(id)?.author === authorInRoom(publicIdOf(data.person))
        return data.presenter || isOwn ? (nodes.choose(room, id, 'reject') ?? ok) : refuse('not-a-presenter')
      }),
      pinPost: on(
        parsePinPost,
        byPresenter((room, { id, isPinned }) => nodes.choose(room, id, isPinned ? 'pin' : 'unpin')),
      ),
      blockAuthor: on(parseBlockAuthor, changing(blockAuthor)),
      blockWord: on(parseBlockWord, changing(blockWord)),
      updateTerm: on(parseUpdateTerm, updateTerm),
      startStream: on(parseNothing, (room, socket) => stream(room, socket, false)),
      stopStream: on(parseNothing, (room, socket) => stream(room, socket, true)),
    },

    opened(room) {
      walls.set(room, new Searches(room, { hub, linger, shares }))
      return () => {
        wallOf(room).stop()
        walls.delete(room)
      }
    },

    documentChanged(room, before) {
      const { wall, lesson } = room.document
      const searches = wallOf(room)
      if (lesson !== before.lesson) searches.stock.forgetHere()
      if (wall === before.wall) return
      announce(room, before)
      searches.documentChanged(before.wall, ({ data }) => maySearch(room.document, data.presenter))
    },

    heard: {
      ...nodes.heard,
      wallPost(room, post: Post, from) {
        if (nodes.hearPost(room, post)) posting.posted(room, post, from)
      },
    },
    catchUp: nodes.catchUp,
    left: (room, socket) => walls.get(room)?.close(socket),
    snapshot: (room, socket) => ({ wall: newsOf(room.document, socket.data.presenter) }),
  }
}

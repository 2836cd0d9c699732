/** Which events of the chat are taken by which method. */
import type { Line, PrivateLine } from '../../core/protocol/chat'
import { Budgets } from '../../rate-limiter'
import type { Store } from '../../store/store'
import { perRoom } from '../room/per-room'
import { ANNOUNCEMENT_RATE, Announcements } from './announcement'
import { Chat, sharedChatParts, type ChatParts } from './chat'
import { Host, type HostParts } from './host'
import { Moderation } from './moderation'
import { PrivateMessages, sharedPrivateParts } from './private-messages'
import type { ArrivalCounts } from './workshop-arrivals'

export function chatFeature(parts: ChatParts) {
  const shared = sharedChatParts(parts)
  return perRoom<Chat, 'openChat' | 'closeChat' | 'olderLines' | 'chat message' | 'sayAs' | 'deleteLine'>(
    room => {
      const chat = new Chat(room, shared)
      room.say = line => chat.log.say(line)
      return chat
    },
    of => ({
      openChat: (socket, how) => of(socket).openChat(socket, how),
      closeChat: socket => of(socket).closeChat(socket),
      olderLines: (socket, where) => of(socket).olderLines(socket, where),
      'chat message': (socket, line) => of(socket).newLines.say(socket, line),
      sayAs: (socket, line) => of(socket).newLines.sayAs(socket, line),
      deleteLine: (socket, line) => of(socket).deleteLine(socket, line),
    }),
    {
      line: (chat, line: Line, from) => chat.receiveLine(line, from),
      lineDeleted: (chat, seq: number) => chat.log.receiveDeleted(seq),
    },
  )
}

export function privateFeature(deliveryTimeoutMs: number) {
  const shared = sharedPrivateParts(deliveryTimeoutMs)
  return perRoom<PrivateMessages, 'sayPrivately'>(
    room => new PrivateMessages(room, shared),
    of => ({ sayPrivately: (socket, line) => of(socket).sayPrivately(socket, line) }),
    {
      privateLine: (some, line: PrivateLine) => some.receive(line),
      privatelySaid: (some, line: PrivateLine) => some.receiveOwn(line),
    },
  )
}

export function moderationFeature(store: Store) {
  return perRoom<Moderation, 'mute' | 'setTalk'>(
    room => new Moderation(room, store),
    of => ({
      mute: (socket, person) => of(socket).mute(socket, person),
      setTalk: (socket, settings) => of(socket).setTalk(socket, settings),
    }),
  )
}

export function announcementFeature() {
  const budgets = new Budgets(ANNOUNCEMENT_RATE)
  return perRoom<Announcements, 'announce' | 'withdrawAnnouncement'>(
    room => new Announcements(room, budgets),
    of => ({
      announce: (socket, announcement) => of(socket).announce(socket, announcement),
      withdrawAnnouncement: (socket, announcement) => of(socket).withdrawAnnouncement(socket, announcement),
    }),
    { announced: some => some.announcedElsewhere() },
  )
}

export function hostFeature(parts: HostParts) {
  return perRoom<Host, never>(room => new Host(room, parts), undefined, {
    moved: (host, counts: ArrivalCounts) => host.receiveArrivals(counts),
  })
}

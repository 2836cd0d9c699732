/** Which events of the chat are taken by which method. */
import {
  parseAnnounce,
  parseClassicLine,
  parseDeleteLine,
  parseMute,
  parseNothing,
  parseOlderLines,
  parseOpenChat,
  parseSayLine,
  parseSayPrivately,
  parseSetTalk,
  parseWithdrawAnnouncement,
} from '../../core/protocol/schemas'
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
  return perRoom(
    room => {
      const chat = new Chat(room, shared)
      room.say = (line, by) => chat.log.say(line, by)
      return chat
    },
    on => ({
      openChat: on(parseOpenChat, (chat, socket, how) => chat.openChat(socket, how)),
      closeChat: on(parseNothing, (chat, socket) => chat.closeChat(socket)),
      olderLines: on(parseOlderLines, (chat, socket, where) => chat.olderLines(socket, where)),
      'chat message': on(parseSayLine, (chat, socket, line) => chat.newLines.say(socket, line)),
      sayAs: on(parseClassicLine, (chat, socket, line) => chat.newLines.sayAs(socket, line)),
      deleteLine: on(parseDeleteLine, (chat, socket, line) => chat.deleteLine(socket, line)),
    }),
    {
      line: (chat, line: Line, from) => chat.receiveLine(line, from),
      lineDeleted: (chat, seq: number) => chat.log.receiveDeleted(seq),
    },
  )
}

export function privateFeature(deliveryTimeoutMs: number) {
  const shared = sharedPrivateParts(deliveryTimeoutMs)
  return perRoom(
    room => new PrivateMessages(room, shared),
    on => ({ sayPrivately: on(parseSayPrivately, (some, socket, line) => some.sayPrivately(socket, line)) }),
    {
      privateLine: (some, line: PrivateLine) => some.receive(line),
      privatelySaid: (some, line: PrivateLine) => some.receiveOwn(line),
    },
  )
}

export function moderationFeature(store: Store) {
  return perRoom(
    room => new Moderation(room, store),
    on => ({
      mute: on(parseMute, (moderation, socket, person) => moderation.mute(socket, person)),
      setTalk: on(parseSetTalk, (moderation, socket, settings) => moderation.setTalk(socket, settings)),
    }),
  )
}

export function announcementFeature() {
  const budgets = new Budgets(ANNOUNCEMENT_RATE)
  return perRoom(
    room => new Announcements(room, budgets),
    on => ({
      announce: on(parseAnnounce, (some, socket, announcement) => some.announce(socket, announcement)),
      withdrawAnnouncement: on(parseWithdrawAnnouncement, (some, socket, announcement) =>
        some.withdrawAnnouncement(socket, announcement),
      ),
    }),
    { announced: some => some.announcedElsewhere() },
  )
}

export function hostFeature(parts: HostParts) {
  return perRoom(
    room => new Host(room, parts),
    () => ({}),
    { moved: (host, counts: ArrivalCounts) => host.receiveArrivals(counts) },
  )
}

/** Owns the chat: who has it open and what they are told, lines as they are said and deleted. */
import { randomUUID } from 'node:crypto'
import isEqual from 'lodash/isEqual'
import { Budgets } from '../../rate-limiter'
import { decideSpeaker, decideText } from '../../core/chat/messages'
import type { Reply } from '../../core/protocol/events'
import {
  parseClassicLine,
  parseDeleteLine,
  parseNothing,
  parseOlderLines,
  parseOpenChat,
  parseSayLine,
} from '../../core/protocol/schemas'
import { refuse } from '../../core/protocol/refusals'
import type { Line, OpenedChat } from '../../core/protocol/chat'
import { broadcast } from '../room/broadcast'
import { Conversation, type ConversationParts } from './message-log'
import { on, type Feature } from '../room/feature'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { RoomBudget, sourceOf } from '../room/room-budget'
import {
  nameOf,
  peopleForNewcomer,
  publicIdOf,
  speakerOf,
  stopTyping,
  takeName,
  takeNameLike,
} from '../room/identity'

/** Lines of one person, and of one room together: one address alone gets half of the burst. */
const PERSON_RATE = { perSecond: 1, burst: 8 }
const ROOM_RATE = { perSecond: 40, burst: 160 }
/** Who speaks from a workshop's page without a name. */
const GUEST = 'Guest'

interface Said {
  text: string
  key?: string
}

/** Makes the feature of the chat. */
export function chatFeature(parts: ConversationParts): Feature {
  const ofPerson = new Budgets(PERSON_RATE)
  const ofRoom = new RoomBudget(ROOM_RATE)
  const conversations = new WeakMap<LiveRoom, Conversation>()
  const conversationOf = (room: LiveRoom) => conversations.get(room)!

  async function open(
    room: LiveRoom,
    socket: RoomSocket,
    how: { after?: number; name?: string },
  ): Promise<Reply<OpenedChat>> {
    const { person, presenter, screen, classic } = socket.data
    if (screen || classic) return refuse('needs-page')
    if (!room.document.talk.chat && !presenter) return refuse('chat-off')
    // A name that this browser had comes back where it is free; else it is asked for when somebody writes.
    if (how.name && !room.names.of(person)) await takeName(room, socket, how.name)
    // A talker from here on: no line falls between the history and what follows.
    room.talkers.add(socket)
    const conversation = conversationOf(room)
    const history = await conversation.history.page({ after: how.after })
    const gone = await conversation.gone()
    const me = publicIdOf(person)
    return {
      ok: true,
      me,
      name: nameOf(room, socket) ?? null,
      isMuted: room.document.muted.some(({ id }) => id === me),
      ...history,
      ...gone,
      people: peopleForNewcomer(room),
    }
  }

  /** Says a line, or why not. A name is taken only by who may speak. */
  async function speak(
    room: LiveRoom,
    socket: RoomSocket,
    said: Said,
    name: () => string | undefined | Promise<string | undefined>,
  ) {
    const { person, presenter, screen } = socket.data
    if (screen) return refuse('needs-page')
    const refusal = decideSpeaker(room.code, room.document, speakerOf(socket))
    if (refusal) return refusal
    const decided = decideText(said.text)
    if (!decided.ok) return decided
    const source = sourceOf(socket.data, parts.paces.newcomer)
    if (!ofPerson.take(publicIdOf(person)) || !ofRoom.take(room, source)) return refuse('too-fast')
    const as = await name()
    if (as === undefined) return refuse('needs-name')
    stopTyping(room, person)
    return room.say(
      {
        key: said.key ?? randomUUID(),
        from: publicIdOf(person),
        name: as,
        at: Date.now(),
        text: decided.text,
        ...(presenter && { role: 'presenter' }),
      },
      socket,
    )
  }

  return {
    events: {
      openChat: on(parseOpenChat, open),
      closeChat: on(parseNothing, (room, socket) => {
        room.talkers.delete(socket)
        return { ok: true }
      }),
      olderLines: on(parseOlderLines, async (room, socket, { before }) =>
        room.talkers.has(socket)
          ? { ok: true, ...(await conversationOf(room).history.page({ before })) }
          : refuse('chat-off'),
      ),
      'chat message': on(parseSayLine, (room, socket, said) => {
        const guest = () => (socket.data.classic ? takeNameLike(room, socket, GUEST) : undefined)
        return speak(room, socket, said, () => nameOf(room, socket) ?? guest())
      }),
      sayAs: on(parseClassicLine, (room, socket, { username, text }) => {
        if (!socket.data.classic) return refuse('bad-request')
        const known = () => (username === undefined ? nameOf(room, socket) : undefined)
        return speak(room, socket, { text }, () => known() ?? takeNameLike(room, socket, username ?? GUEST))
      }),
      deleteLine: on(parseDeleteLine, async (room, { data }, { seq }) => {
        const refusal = await conversationOf(room).delete(seq, publicIdOf(data.person), data.presenter)
        return refusal ?? { ok: true }
      }),
    },

    heard: {
      line(room, line: Line, from) {
        if (!conversationOf(room).hear(line) || line.role === 'host') return
        ofPerson.spent(line.from)
        ofRoom.spent(room, from)
      },
      lineDeleted: (room, seq: number) => conversationOf(room).hearDeleted(seq),
    },

    // Pages open the chat anew with the snapshot that follows, and have what they missed.
    catchUp: room => conversationOf(room).load(),

    opened(room) {
      const conversation = new Conversation(room, parts)
      conversations.set(room, conversation)
      room.say = (line, by) => conversation.say(line, by)
      return () => conversation.stop()
    },

    documentChanged(room, { talk, lesson }) {
      if (room.document.lesson !== lesson) {
        conversationOf(room).history.changed()
        room.toTalkers(['linesForgotten'])
      }
      if (isEqual(room.document.talk, talk)) return
      void broadcast(room.sockets, [['talk', conversationOf(room).news]])
      if (!room.document.talk.chat)
        for (const socket of room.talkers) if (!socket.data.presenter) room.talkers.delete(socket)
    },

    prepare: room => conversationOf(room).loadOnce(),
    snapshot: room => ({ talk: conversationOf(room).news }),
  }
}

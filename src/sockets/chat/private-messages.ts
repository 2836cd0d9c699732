/** Owns lines between two people: delivered or refused, and never kept. */
import { Budgets } from '../../rate-limiter'
import { decideSpeaker, decideText } from '../../core/chat/messages'
import type { Reply } from '../../core/protocol/events'
import { parseSayPrivately } from '../../core/protocol/schemas'
import { refuse } from '../../core/protocol/refusals'
import type { PrivateLine } from '../../core/protocol/chat'
import { on, type Feature } from '../room/feature'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import type { Paces } from '../room/intervals'
import { nameOf, nameOfId, publicIdOf, speakerOf, talkersOf } from '../room/identity'

/** Milliseconds that a page on another node may take longer. */
const LATER = 500
const PERSON_RATE = { perSecond: 1, burst: 8 }

/** Makes the feature of private lines. */
export function privateFeature({ delivery }: Paces): Feature {
  const ofPerson = new Budgets(PERSON_RATE)

  async function sayPrivately(
    room: LiveRoom,
    socket: RoomSocket,
    { to, text, key }: { to: string; text: string; key: string },
  ): Promise<Reply<{ at: number }>> {
    const { person } = socket.data
    const from = publicIdOf(person)
    const refusal = decideSpeaker(room.code, room.document, speakerOf(socket))
    if (refusal) return refusal
    if (!room.document.talk.private || socket.data.classic) return refuse('private-off')
    const decided = decideText(text)
    if (!decided.ok) return decided
    if (to === from) return refuse('not-to-yourself')
    const name = nameOf(room, socket)
    if (name === undefined) return refuse('needs-name')
    const toName = nameOfId(room, to)
    if (toName === undefined) return refuse('person-gone')
    if (!ofPerson.take(from)) return refuse('too-fast')

    const line: PrivateLine = { key, from, name, to, toName, at: Date.now(), text: decided.text }
    if (!(await isDelivered(room, line))) return refuse('person-gone')
    // Other tabs of the one who said it show it, too; nobody waits for them.
    void deliver(
      talkersOf(room, from).filter(other => other !== socket),
      line,
      delivery,
    )
    room.tell('privatelySaid', line)
    return { ok: true, at: line.at }
  }

  /** Resolves to whether a page on this node, or on another, has drawn the line. */
  async function isDelivered(room: LiveRoom, line: PrivateLine): Promise<boolean> {
    const here = deliver(talkersOf(room, line.to), line, delivery)
    const elsewhere = room
      .ask('privateLine', line, { longest: delivery + LATER, isEnough: value => value === true })
      .then(answers => answers.some(({ value }) => value === true))
    const any = [here, elsewhere].map(async delivered => (await delivered) || Promise.reject(new Error()))
    return Promise.any(any).catch(() => false)
  }

  return {
    events: { sayPrivately: on(parseSayPrivately, sayPrivately) },
    heard: {
      privateLine: (room, line: PrivateLine) => deliver(talkersOf(room, line.to), line, delivery),
      privatelySaid(room, line: PrivateLine) {
        ofPerson.spent(line.from)
        void deliver(talkersOf(room, line.from), line, delivery)
      },
    },
  }
}

/** Resolves to whether at least one page has drawn the line in time. */
async function deliver(sockets: RoomSocket[], line: PrivateLine, time: number): Promise<boolean> {
  const all = sockets.map(socket => socket.timeout(time).emitWithAck('privateLine', line))
  return Promise.any(all).then(
    () => true,
    () => false,
  )
}

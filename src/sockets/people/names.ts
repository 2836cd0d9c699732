/** Owns the names people take, on all nodes: taken, given back, and asked for where two may want the same. */
import { steadyNow } from '../../clock'
import { refuse } from '../../core/protocol/refusals'
import type { Feature, Handlers } from '../room/feature'
import type { LiveRoom } from '../room/live-room'
import { takeName } from '../room/identity'

/** How somebody is called, as another node is told; null: not any more. */
interface Named {
  person: string
  name: string | null
  isHere: boolean
  /** A presenter's: nobody has a name that could be taken for it. */
  isGuarded: boolean
}

/** A name that somebody has just taken, and asks to keep. */
type Claim = Pick<Named, 'person' | 'isGuarded'> & { name: string }

/** Makes the feature of names; other nodes are asked where there are any. */
export function namesFeature(isAlone: boolean): Feature & {
  events: Pick<Handlers, 'takeName' | 'releaseName'>
} {
  /** People of whom other nodes are being asked whether they may keep their name. */
  const asked = new WeakMap<LiveRoom, Set<string>>()

  /** Every node knows everybody who has a name, so that it can say who is online and whether a name is free. */
  function tellNamed(room: LiveRoom, person: string): void {
    const name = room.names.of(person) ?? null
    const isGuarded = room.names.isGuarded(person)
    room.tell('named', { person, name, isHere: room.presence.isHere(person), isGuarded } satisfies Named)
  }

  function hearNamed(room: LiveRoom, from: string, { person, name, isHere, isGuarded }: Named): void {
    const now = steadyNow()
    if (name === null) room.names.release(person)
    else if (room.names.of(person) !== name)
      room.names.concede(person, name, now, other => other > person, isGuarded)
    room.presence.elsewhere(person, from, isHere && name !== null, now)
    room.presence.renamed(person)
    if (room.presence.isOnline(person)) room.names.came(person)
    else room.names.left(person, now)
    room.peopleChanged()
  }

  function releaseName(room: LiveRoom, person: string): void {
    if (room.names.of(person) === undefined) return
    room.names.release(person)
    tellNamed(room, person)
  }

  function tellAllNamed(room: LiveRoom): void {
    for (const { person } of room.names) tellNamed(room, person)
  }

  async function claimName(room: LiveRoom, person: string, name: string): Promise<boolean> {
    const claims = asked.get(room)!
    claims.add(person)
    const isGuarded = room.names.isGuarded(person)
    const answers = await room.ask('claimName', { person, name, isGuarded } satisfies Claim)
    claims.delete(person)
    const isFree = room.names.of(person) === name && answers.every(({ value }) => value !== false)
    if (isFree) tellNamed(room, person)
    return isFree
  }

  return {
    events: {
      takeName: (socket, { name }) =>
        socket.data.screen ? refuse('needs-page') : takeName(socket.data.room, socket, name),
      releaseName({ data: { room, person } }) {
        releaseName(room, person)
        return { ok: true }
      },
    },

    heard: {
      named: (room, named: Named, from) => hearNamed(room, from, named),
      claimName(room, { person, name, isGuarded }: Claim) {
        const claims = asked.get(room)!
        return room.names.concede(person, name, steadyNow(), other => claims.has(other), isGuarded)
      },
      namesWanted: tellAllNamed,
    },

    async catchUp(room) {
      tellAllNamed(room)
      await room.ask('namesWanted')
    },

    opened(room) {
      asked.set(room, new Set())
      room.tellNamed = person => tellNamed(room, person)
      if (!isAlone) room.claimName = (person, name) => claimName(room, person, name)
      return () => undefined
    },

    joined(room, { data: { screen, person } }) {
      if (!screen && room.presence.isHere(person)) room.names.came(person)
    },

    left(room, { data: { person, classic } }) {
      if (room.presence.isHere(person)) return
      // A classic socket cannot come back as who it was: its name would only be kept from its own page.
      if (classic) releaseName(room, person)
      else if (!room.presence.isOnline(person)) room.names.left(person, steadyNow())
    },
  }
}

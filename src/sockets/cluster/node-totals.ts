/** Owns what nodes count of a room together: each shares what it has, and stops taking hands when another closes a poll. */
import isEqual from 'lodash/isEqual'
import type { Share } from '../../core/cluster/node-totals'
import type { Standing, StandingNews } from '../../core/cluster/multi-node-people'
import type { Feature } from '../room/feature'
import { isHere } from '../room/counts'
import type { LiveRoom, Topic } from '../room/live-room'

/** Milliseconds for which hands wait for a close that another node has begun. */
const LONGEST_HOLD = 4000

function standingOf({ people, presence }: LiveRoom, person: string): Standing {
  return {
    present: people.has(person),
    online: presence.isHere(person),
    voted: people.hasVoted(person),
  }
}

/** Makes the feature of counting together. */
export function sharesFeature(): Feature {
  const told = new WeakMap<LiveRoom, Share>()
  const letGo = new WeakMap<LiveRoom, () => void>()

  function shareOf(room: LiveRoom): Share {
    const { votes, people, presence, sockets, screens, presenters, ballots, spread } = room
    const { pollId, question } = room.document.poll
    const { voted, present } = people.turnout
    return {
      pollId,
      counts: question.kind === 'hands' ? { ...votes.counts } : {},
      ballots,
      connected: sockets.size - screens,
      voted: voted - spread.countedElsewhere('voted'),
      present: present - spread.countedElsewhere('present'),
      online: presence.count - spread.countedElsewhere('online'),
      presenter: [...presenters][0]?.data.person,
    }
  }

  function share(room: LiveRoom): void {
    for (const [person, standing] of room.spread.news(person => standingOf(room, person)))
      room.tell('standing', { person, standing } satisfies StandingNews)
    const now = shareOf(room)
    const before = told.get(room)
    if (isEqual(before, now)) return
    if (before?.online !== now.online) room.peopleChanged()
    told.set(room, now)
    room.tell('share', now)
  }

  function take(room: LiveRoom, node: string, now: Share): void {
    const before = room.elsewhere.take(node, now)
    const isOther = (part: keyof Share) => !isEqual(now[part], before?.[part])
    const topics: Topic[] = [
      ...(isOther('counts') ? (['voteCount'] as const) : []),
      ...(isOther('voted') || isOther('present') ? (['turnout'] as const) : []),
      ...(isOther('connected') ? (['usersConnected'] as const) : []),
    ]
    if (topics.length > 0) room.changed(...topics)
    if (isOther('ballots')) room.recount()
    if (isOther('online') || isOther('presenter')) room.peopleChanged()
  }

  /** Told, not answered: so that no older share is taken behind a newer one. */
  function shareAgain(room: LiveRoom): void {
    room.tell('share', shareOf(room))
  }

  /** What was raised before the close is in the share; what comes now waits until it is decided. */
  function holdHands(room: LiveRoom, pollId: string): void {
    if (room.document.poll.pollId === pollId && !room.held) {
      room.held = new Promise<void>(resolve => letGo.set(room, resolve))
      setTimeout(() => void letGoOfHands(room), LONGEST_HOLD).unref()
    }
    shareAgain(room)
  }

  /** By the document as it is kept: another node may have closed the poll meanwhile. */
  async function letGoOfHands(room: LiveRoom): Promise<void> {
    if (room.held) await room.catchUp().catch(() => undefined)
    freeHands(room)
  }

  function freeHands(room: LiveRoom): void {
    room.held = undefined
    letGo.get(room)?.()
  }

  function takeStanding(room: LiveRoom, node: string, { person, standing }: StandingNews): void {
    if (!isHere(room, person)) return
    room.spread.heard(person, node, standing)
    room.changed('turnout')
    room.peopleChanged()
  }

  return {
    heard: {
      standing: (room, now: StandingNews, from) => takeStanding(room, from, now),
      share: (room, now: Share, from) => take(room, from, now),
      sharesWanted: shareAgain,
      holdHands,
      freeHands: letGoOfHands,
    },

    opened(room) {
      room.share = () => share(room)
      room.settled = async () => {
        await room.ask('holdHands', room.document.poll.pollId)
      }
      return () => freeHands(room)
    },

    async catchUp(room) {
      await room.ask('sharesWanted')
    },

    documentChanged: freeHands,

    nodeGone(room, node) {
      room.spread.drop(node)
      if (room.elsewhere.drop(node)) room.changed('voteCount', 'turnout', 'usersConnected')
      // Its last ballots may be recorded and not told of.
      room.recount()
    },
  }
}

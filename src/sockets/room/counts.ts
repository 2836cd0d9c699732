/** The figures of a room that follow from its state: how many are here, who has voted, the tally and its number. */
import type { Counts, Turnout } from '../../core/protocol/poll'
import type { Votes } from '../../core/poll/votes'
import type { PollDocument } from '../../core/room/poll-document'
import type { Tally } from '../../core/question-types/question-type'
import { sentCounts, tallyOf } from '../../core/question-types/rounds'
import type { Store } from '../../store/store'
import type { LiveRoom } from './live-room'

/** Joined sockets, screens left out. */
export function headCount(room: LiveRoom): number {
  return room.sockets.size - room.screens + (room.others?.totals.connected ?? 0)
}

/** People who have voted, of people present or asleep; whoever is on many nodes is one. Of an earlier result: then. */
export function turnoutOf({ people, others, document }: LiveRoom): Turnout {
  const { past } = document.poll
  if (past) return { voted: past.voted, present: past.present }
  if (!others) return people.turnout
  const { voted, present } = people.turnout
  const own = {
    voted: voted - others.people.countedElsewhere('voted'),
    present: present - others.people.countedElsewhere('present'),
  }
  return others.totals.turnoutWith(own, document.poll.pollId)
}

/** People who are online; whoever is on many nodes is one. */
export function onlineCount({ presence, others }: LiveRoom): number {
  if (!others) return presence.count
  return presence.count - others.people.countedElsewhere('online') + others.totals.online
}

/** Whether somebody has a socket or a tab session on this node. */
export function isHere({ people, presence }: LiveRoom, person: string): boolean {
  return people.has(person) || presence.isHere(person)
}

/** The tally: of closed hands the final one. A live view: read it, do not store it. */
export function tallyNow({ document, others, votes }: LiveRoom): Tally {
  const { final, pollId, question } = document.poll
  if (final) return tallyOf(final)
  if (!others || question.kind === 'ballot') return votes.tally
  return others.totals.tallyWith(votes.tally, pollId)
}

/**
 * The tally as everybody is sent it, made once for each change of it. Of answers that people typed nothing: they are
 * sent as a view.
 */
export function countsOf(room: LiveRoom): Counts {
  const { document, votes } = room
  const { poll } = document
  const rev = revOf(room)
  const last = lastSent.get(room)
  if (last?.poll === poll && last.votes === votes && last.rev === rev) return last.counts
  const counts = sentCounts(poll.question, tallyNow(room), poll.revealed)
  lastSent.set(room, { poll, votes, rev, counts })
  return counts
}

/** Counts as they were sent last, and of which tally: all who come while nobody votes are sent the same. */
const lastSent = new WeakMap<LiveRoom, { poll: PollDocument; votes: Votes; rev: number; counts: Counts }>()

/** Numbers the tally: grows with every change of it. */
export function revOf(room: LiveRoom): number {
  return room.votes.rev + (room.others?.totals.rev ?? 0)
}

/**
 * The tally of the poll that is up: of ballots as they are recorded just now, for the last ones may not be counted here
 * yet; of hands as they are counted here.
 */
export async function recordedTally(room: LiveRoom, store: Store): Promise<Tally> {
  const { question, pollId, final } = room.document.poll
  return question.kind === 'ballot' && !final ? store.tally(room.code, pollId) : tallyNow(room)
}

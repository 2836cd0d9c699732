/** The figures of a room that follow from its state: how many are here, who has voted, the tally and its number. */
import type { Counts, Turnout } from '../../core/protocol/poll'
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

/** The tally as everybody is to know it: of closed hands the final one. */
export function countsOf(room: LiveRoom): Counts {
  const { final, pollId } = room.document.poll
  if (final) return final
  return room.others ? room.others.totals.countsWith(room.votes.counts, pollId) : { ...room.votes.counts }
}

/** Numbers the tally: grows with every change of it. */
export function revOf(room: LiveRoom): number {
  return room.votes.rev + (room.others?.totals.rev ?? 0)
}

/**
 * The ballots of the poll that is up, as they are recorded just now: the last ones may not be counted here yet. Of
 * hands: none.
 */
export async function recordedOf({ code, document }: LiveRoom, store: Store): Promise<Counts> {
  const { question, pollId } = document.poll
  return question.kind === 'ballot' ? store.tally(code, pollId) : {}
}

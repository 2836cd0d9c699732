/**
 * Tells the tabs of a person which ballot of theirs is kept, in the form that pages know. Neither how ballots are recorded
 * nor where they are counted is known here.
 */
import { sentVote } from '../../../core/question-types/registry'
import type { GivenVote } from '../../room/feature-needs'
import type { LiveRoom, RoomServer } from '../../room/live-room'

/**
 * Milliseconds until a ballot is sent to the voter's other tabs: after the acknowledgements of all who voted at the
 * same moment.
 */
const OTHER_TABS_DELAY_MS = 50

/** Sends to all sockets of one person, or to all but one; undefined: there are none. */
export type ToPerson = (person: string, exceptId?: string) => Pick<RoomServer, 'emit'> | undefined

export class VoteNotices {
  /** By person: the newest vote that the person's tabs are about to be told. */
  private readonly untold = new Map<string, { sent: string | null }>()

  constructor(
    private readonly room: Pick<LiveRoom, 'document' | 'next'>,
    private readonly toPerson: ToPerson,
  ) {}

  /**
   * Tells a person's other tabs the vote; the tab that cast it has its acknowledgement. A vote that is already replaced
   * is not told: a tab would show it as recorded.
   */
  tellOtherTabs(person: string, id: string, given: GivenVote): void {
    // One that comes from now on is sent it in its snapshot.
    if (!this.toPerson(person, id)) return void this.untold.delete(person)
    const news = { sent: this.sent(given) }
    this.untold.set(person, news)
    setTimeout(() => {
      if (this.untold.get(person) !== news) return
      this.untold.delete(person)
      this.toPerson(person, id)?.emit('userVote', news.sent)
    }, OTHER_TABS_DELAY_MS).unref()
  }

  /** Tells all tabs of a person a vote that was cast on another node. */
  tellAllTabs(person: string, given: GivenVote): void {
    this.toPerson(person)?.emit('userVote', this.sent(given))
  }

  /** A recorded vote as pages show it. */
  private sent({ pollId, vote }: GivenVote): string | null {
    const { document, next } = this.room
    const { question } = [document.poll, next?.poll].find(poll => poll?.pollId === pollId) ?? document.poll
    return vote === null ? null : sentVote(question, vote)
  }
}

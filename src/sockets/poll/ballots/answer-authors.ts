/** Whose ballot has an answer that people typed: only where one ballot alone has it, and nobody is sent who it is. */
import sumBy from 'lodash/sumBy'
import { refuse } from '../../../core/protocol/refusals'
import type { Refusal } from '../../../core/protocol/replies'
import { spellingsOf } from '../../../core/question-types/answer-groups'
import { votesOf } from '../../../core/question-types/question-type'
import { typeOf } from '../../../core/question-types/registry'
import type { Said } from '../../../core/room/document'
import type { Store } from '../../../store/store'
import { tallyNow } from '../../room/counts'
import type { LiveRoom } from '../../room/live-room'
import type { VoterHashes } from './voter-hashes'

export class AnswerAuthors {
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Store,
    private readonly voters: VoterHashes,
    /** Has the tally counted up to now, other nodes' ballots too. */
    private readonly catchUp: () => Promise<void>,
  ) {}

  /**
   * Whom the only ballot with an answer belongs to.
   * @param answer its key, as those who care for answers are told
   */
  async authorOf({ pollId, answer }: { pollId: string; answer: string }): Promise<Said | Refusal> {
    const { room } = this
    await this.catchUp()
    const { poll, lesson } = room.document
    if (poll.pollId !== pollId || poll.past) return refuse('poll-over')
    if (!typeOf(poll.question).isTyped) return refuse('bad-request')
    const tally = tallyNow(room)
    const spellings = spellingsOf(tally, poll.care, answer)
    if (sumBy(spellings, spelling => votesOf(tally, spelling)) > 1) return refuse('said-by-several')
    const voters = await this.store.votersFor(room.code, pollId, spellings, 2)
    const [author] = voters
    if (author === undefined) return refuse('no-such-answer')
    if (voters.length > 1) return refuse('said-by-several')
    return { kind: 'answer', text: spellings[0]!, lesson, of: pollId, author }
  }

  /** Whether a ballot, as it is kept, belongs to this person. */
  isAuthor({ of, author }: Said, privateId: string): boolean {
    return this.voters.of(String(of), privateId) === author
  }
}

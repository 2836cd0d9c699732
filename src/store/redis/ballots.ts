/** Stores ballots in Redis: one script records and counts each, if the rules that core applied are still current. */
import type { Tally } from '../../core/question-types/question-type'
import type { Refusal } from '../../core/protocol/replies'
import { decideVote, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import type { RedisClient } from './client'
import { key, keys, runScript } from './keys'
import { CAST, TALLY } from './scripts'
import { tallyFrom } from './tally'
import type { Ballot, CastBallot } from '../store'

/** How often a ballot is decided again because the rules have changed meanwhile. */
const MAX_TRIES = 5

export class RedisBallots {
  /** The last known rules of each room, so that most ballots take one round trip. */
  private readonly rules = new Map<string, string>()

  constructor(private readonly client: RedisClient) {}

  /** Core decides by the last known rules; the script records only if they are unchanged. */
  async cast(code: string, { pollId, voter, vote }: Ballot, now: number): Promise<CastBallot | Refusal> {
    const names = keys(code, 'room', 'ballots', 'tally')
    let known = this.rules.get(code) ?? (await this.client.hGet(key(code, 'room'), 'rules'))
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (known === null || known === undefined) return refuse('no-such-room')
      this.rules.set(code, known)
      const refusal = decideVote(JSON.parse(known) as VotingRules, pollId, now)
      // A refusal is valid only under the current rules.
      const current: string | null = refusal ? await this.client.hGet(key(code, 'room'), 'rules') : known
      if (refusal && current === known) return refusal
      if (!refusal) {
        const [isCast, recorded] = (await runScript(this.client, CAST, names, [
          known,
          voter,
          vote ?? '',
        ])) as [number, string | null]
        if (isCast === 1) return { ok: true, before: recorded }
        known = recorded
      } else known = current
    }
    return refuse('not-recorded')
  }

  async of(code: string, pollId: string, voter: string): Promise<string | null> {
    const [current, vote] = await Promise.all([
      this.client.hGet(key(code, 'room'), 'pollId'),
      this.client.hGet(key(code, 'ballots'), voter),
    ])
    return current === pollId ? vote : null
  }

  async tally(code: string, pollId: string): Promise<Tally> {
    const fields = (await runScript(this.client, TALLY, keys(code, 'room', 'tally'), [pollId])) as string[]
    return tallyFrom(fields)
  }

  /** Forgets the rules of an erased room. */
  forget(code: string): void {
    this.rules.delete(code)
  }
}

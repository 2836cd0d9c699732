/** Stores ballots in Redis: one script records and counts each, if the rules that core applied are still current. */
import { hasCounter, type Tally } from '../../core/question-types/question-type'
import type { Refusal } from '../../core/protocol/replies'
import { MAX_COUNTED_BALLOTS } from '../../core/poll/ballot-origins'
import { decideVote, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import { CAST, TALLY } from './ballot-scripts'
import type { RedisClient } from './client'
import { key, keys, runScript } from './keys'
import { tallyFrom } from './tally'
import type { Ballot, CastBallot, OtherKey } from '../store'

/** How often a ballot is decided again because the rules have changed meanwhile. */
const MAX_TRIES = 5

/** Ballots that are read at a time. */
const BALLOTS_PER_READ = 500

/** What the script answers first. */
const CAST_OUTCOMES = { otherRules: 0, cast: 1, otherKey: 2, tooMany: 3 }

export class RedisBallots {
  /** The last known rules of each room, so that most ballots take one round trip. */
  private readonly rules = new Map<string, string>()

  constructor(private readonly client: RedisClient) {}

  /** Core decides by the last known rules; the script records only if they are unchanged. */
  async cast(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal | OtherKey> {
    const { pollId, voter, vote } = ballot
    const names = keys(code, 'room', 'ballots', 'tally', 'origins')
    let known = this.rules.get(code) ?? (await this.client.hGet(key(code, 'room'), 'rules'))
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (known === null || known === undefined) return refuse('no-such-room')
      this.rules.set(code, known)
      const rules = JSON.parse(known) as VotingRules
      const refusal = decideVote(rules, pollId, now)
      // A refusal is valid only under the current rules.
      const current: string | null = refusal ? await this.client.hGet(key(code, 'room'), 'rules') : known
      if (refusal && current === known) return refusal
      if (!refusal) {
        const [outcome, recorded] = (await runScript(this.client, CAST, names, [
          known,
          voter,
          vote ?? '',
          ...originArguments(rules, ballot),
        ])) as [number, string | null]
        if (outcome === CAST_OUTCOMES.cast) return { ok: true, before: recorded }
        if (outcome === CAST_OUTCOMES.otherKey) return { ok: false, otherKey: recorded! }
        if (outcome === CAST_OUTCOMES.tooMany) return refuse('too-many-from-network')
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

  /** Reads the ballots part by part, so that Redis serves others in between. */
  async votersFor(
    code: string,
    pollId: string,
    counters: readonly string[],
    most: number,
  ): Promise<string[]> {
    const voters = new Set<string>()
    let cursor = '0'
    do {
      const part = await this.client.hScan(key(code, 'ballots'), cursor, { COUNT: BALLOTS_PER_READ })
      ;({ cursor } = part)
      // A part may bring a ballot again.
      for (const { field, value } of part.entries) if (hasCounter(value, counters)) voters.add(field)
    } while (cursor !== '0' && voters.size < most)
    // Of another poll that is up by now they would be others.
    const current = await this.client.hGet(key(code, 'room'), 'pollId')
    return current === pollId ? [...voters].slice(0, most) : []
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

/** What the script needs to count the origin of a ballot; nothing where origins are not limited. */
function originArguments({ ballotsPerAddress }: VotingRules, { origin, lostKey }: Ballot): string[] {
  if (!ballotsPerAddress || !origin) return []
  const { id, keyMark } = origin
  return [String(ballotsPerAddress), id, keyMark, lostKey ?? '', String(MAX_COUNTED_BALLOTS)]
}

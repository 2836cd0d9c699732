/** What the walls of all rooms share. */
import type { Logger } from 'pino'
import type { WallConfig } from '../../config'
import type { WallOffer } from '../../core/wall/access'
import type { Hub } from '../../networks/hub'
import { Budgets } from '../../rate-limiter'
import { TermShares } from './term-shares'

/** Terms that one person may search. */
const PERSON_SEARCH_RATE = { perSecond: 0.5, burst: 10 }
/** Posts of one person. */
const PERSON_POST_RATE = { perSecond: 0.2, burst: 4 }

export interface WallParts {
  hub: Hub
  config: Pick<WallConfig, 'sources' | 'search'>
  /** How long a search goes on when nobody looks. */
  lingerMs: number
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
  logger: Logger
}

export interface SharedWallParts extends Omit<WallParts, 'config'> {
  offer: WallOffer
  /** By the hash of the person, which differs from room to room. */
  searchBudgets: Budgets
  /** By the author of the posts. */
  postBudgets: Budgets
  /** How many terms rooms and addresses search. */
  termShares: TermShares
}

/** To be made once for all rooms. */
export function sharedWallParts({ config, ...parts }: WallParts): SharedWallParts {
  return {
    ...parts,
    offer: { search: config.search, posting: config.sources.includes('room') },
    searchBudgets: new Budgets(PERSON_SEARCH_RATE),
    postBudgets: new Budgets(PERSON_POST_RATE),
    termShares: new TermShares(),
  }
}

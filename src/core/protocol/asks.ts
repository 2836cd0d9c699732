/** Asks on the wire: questions from the audience, and what their settings are. */

/** `waiting`: for a presenter's approval. An ask is on the screen where `AsksNews.up` is it. */
export type AskState = 'waiting' | 'shown' | 'answered' | 'hidden'

/** An ask as it is sent. */
export interface Ask {
  /** Numbers grow within a room, and none is given twice. */
  id: number
  text: string
  /** Empty: asked without a name. */
  name: string
  /** Milliseconds since 1970. */
  at: number
  /** People who want it answered, without whoever asked it; of merged asks each person once. */
  votes: number
  state: AskState
  /** Of an answered ask: a line of text; empty: it was answered aloud. */
  answer?: string
  role?: 'presenter' | 'helper'
}

/** An ask as its asker is sent it. A merged one has the state, votes and answer of the one it was merged into. */
export interface OwnAsk extends Ask {
  /** The ask that it was merged into. */
  into?: number
  /** Nobody has voted for it, and it is neither merged, answered, hidden nor on the screen. */
  canEdit: boolean
}

/** An ask as presenters are sent it. */
export interface CaredAsk extends Ask {
  into?: number
}

/** What the screen shows of the asks: nothing, the one that is up, or the list. */
export type AsksOnScreen = 'none' | 'ask' | 'list'

/** The presenters' settings. */
export interface AsksSettings {
  /** Whether people may ask and vote. */
  isOpen: boolean
  /** Whether an ask waits for a presenter before others see it. */
  approve: boolean
  /** Open asks that one person may have at a time. */
  most: number
  onScreen: AsksOnScreen
}

/** What everybody is sent of the asks. */
export interface AsksNews {
  isOpen: boolean
  /** Asks that everybody may see, answered ones too. */
  count: number
  /** The ask that is on the screen. */
  up: Ask | null
  onScreen: AsksOnScreen
}

/** The reply to a page that opens the asks. */
export interface OpenedAsks {
  /**
   * Those with most votes and the newest ones: at most 150 and 32 KiB. For presenters all, of which more follow by
   * `allAsks`.
   */
  asks: CaredAsk[]
  /** The number of all asks that this socket may see. */
  total: number
  own: OwnAsk[]
  /** The asks that this person has voted for. */
  voted: number[]
  /** Those that this person has reported, if there are any. */
  reported?: number[]
  settings: AsksSettings
}

/** What has changed since a page was sent asks last. */
export interface AsksChange<A extends Ask = Ask> {
  changed: A[]
  /** Ids of asks that are not among those that are sent any more. */
  gone: number[]
  total: number
  /** `changed` is all there is: a page forgets the others. */
  isWhole?: true
}

/** What presenters do with an ask. */
export type AskAction =
  'approve' | 'hide' | 'restore' | 'answer' | 'reopen' | 'screen' | 'unscreen' | 'merge' | 'unmerge'

/** Open asks that a setting may allow one person. */
export const MAX_OPEN_ASKS = 20
/** Asks of one lesson. */
export const MAX_LESSON_ASKS = 500

/** The panic button: what a press asks for, and what is kept of it in a room's document. */

/**
 * `start` closes everything that people write and hides what the last minute brought; `undo` takes both back; `reopen`
 * puts the settings back, and what was hidden stays so.
 */
export type PanicAction = 'start' | 'undo' | 'reopen'

/** Lines of people that nobody is shown: all from one number to another. */
export interface HiddenLines {
  from: number
  /** The last one; null: until the chat is switched on again. */
  to: number | null
  /** The panic that hid them: its `id`. */
  by: number
}

/** Stretches of hidden lines, and of hidden asks, in a room. */
export const MAX_HIDDEN_STRETCHES = 100

/** Asks of people that only presenters and helpers see: all whose text was written in this time. */
export interface HiddenAsks {
  /** Milliseconds since 1970, like `to`. */
  from: number
  /** null: until asks are opened again. */
  to: number | null
  /** The panic that hid them: its `id`. */
  by: number
}

/** What the panic button did. Of all panics of a room the document keeps the last one. */
export interface Panic {
  /** Milliseconds since 1970, when it was pressed first. */
  id: number
  /** What people wrote from then on is hidden: milliseconds since 1970. */
  since: number
  /** When it was pressed last. */
  pressedAt: number
  /** How often it was pressed before it was over. */
  presses: number
  /**
   * What was on before; `isPaused` is the wall's, `up` the ask on the screen. Documents of earlier versions have no
   * `asks` and no `up`.
   */
  before: { chat: boolean; posting: boolean; isPaused: boolean; asks?: boolean; up?: number | null }
  /** How the answers to the question that was up were approved before; null: nobody typed any. */
  answers: { pollId: string; needsApproval: boolean; approved: readonly string[] } | null
  /** null: it lasts. `undone`: what it hid is shown again; `kept`: it stays hidden. */
  over: 'undone' | 'kept' | null
}

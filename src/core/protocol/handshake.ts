/** What a page says of itself when it connects. */

/** What a socket sends when it connects. A classic socket sends no `tab`. */
export interface Handshake {
  /** A random id of this tab, a credential: a socket that sends it resumes the tab's session. */
  tab?: string | undefined
  /** A random id of this browser, a credential: its tabs are one person. */
  browser?: string | undefined
  /** This tab was in the room before, so it does not take over another tab's hand. */
  again?: boolean | undefined
  /** The code of a room; absent or empty: the default room. */
  room?: string | undefined
  /** A projector: receives what the audience may see, does not vote and is not counted. */
  screen?: boolean | undefined
  /** Makes this socket a presenter of the room. */
  presenterKey?: string | undefined
  /** Makes this socket a helper's. */
  helperKey?: string | undefined
}

/** The names of the transports, and where this browser remembers which of them works, and when another one is tried. */

export const POLLING = 'polling'
export const WEBSOCKET = 'websocket'

/** What this browser remembers for this origin: the transport that worked at last, if it was not WebSocket. */
export const TRANSPORT_KEY = 'transport'

/** A WebSocket that has not opened after this time gets long-polling in its place, and may take over later. */
export const WEBSOCKET_HEAD_START_MS = 2000

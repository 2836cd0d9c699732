/** The errors of stores that cannot be opened or cannot record; their messages are sentences for people. */

/** A store that cannot be opened; its message is a sentence for the person who starts the server. */
export class StoreError extends Error {}

/** Nothing can be recorded now; the store's condition holds the reason and has reported it. */
export class StoreTrouble extends StoreError {}

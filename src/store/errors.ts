/** The errors of stores that cannot be opened or cannot record; their messages are sentences for people. */

/** A store that cannot be opened; its message is a sentence for the person who starts the server. */
export class StoreError extends Error {}

/** Nothing can be recorded just now; why stands in the store's condition and was said there. */
export class StoreTrouble extends StoreError {}

/** Owns nothing yet. */
export {}

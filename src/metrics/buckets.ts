/** The bounds of the histograms, in seconds: finer where a person begins to notice. */

/** From an acknowledgement that nobody notices to one that a page has given up on. */
export const ACKNOWLEDGEMENT_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
/** From a room of a class to a hall on a busy machine. */
export const TICK_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]
/** From a solid-state disk or a Redis beside the server to a disk that is ill, or a Redis that is far. */
export const STORE_S = [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

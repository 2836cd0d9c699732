/** The error of an invalid setting. */

/** Its message is a sentence for the person who starts the server. */
export class ConfigError extends Error {}

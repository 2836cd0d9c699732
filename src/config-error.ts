/** The error of a setting that makes no sense. */

/** Its message is a sentence for the person who starts the server. */
export class ConfigError extends Error {}

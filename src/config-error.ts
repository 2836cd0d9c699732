/** The error of an invalid setting. */

/** A user and password in an address. */
const CREDENTIALS = /(?<=:\/\/)[^\s"]*@/g

/**
 * Its message is a sentence for the person who starts the server, and may come to a log: what it quotes of an address
 * is without user and password.
 */
export class ConfigError extends Error {
  constructor(sentence: string) {
    super(sentence.replaceAll(CREDENTIALS, '…@'))
  }
}

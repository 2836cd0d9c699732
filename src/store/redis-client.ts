/** Owns how Redis is reached: by whom it is trusted, how long it is waited for, and how often it is tried again. */
import { createClient } from '@redis/client'

/** Milliseconds that a command may take before it is refused: nobody waits for a Redis that hangs. */
const LONGEST_COMMAND = 3000
/** Milliseconds between two attempts to reach a Redis that is away, at most. */
const LONGEST_PAUSE = 2000

export interface RedisAddress {
  /** `redis://` or, encrypted, `rediss://`; with user and password where there are any. */
  url: string
  /** False takes any certificate, such as the self-signed ones of Heroku. */
  checksCertificate?: boolean
}

export type RedisClient = ReturnType<typeof redisClient>

/**
 * A client, not connected yet. What cannot be done now is refused now: nothing waits for a Redis that is away.
 * @param longestCommand milliseconds until a command is refused; 0: for commands that nobody waits for, since each
 *   deadline costs about as much as a small command itself
 */
export function redisClient(
  { url, checksCertificate = true }: RedisAddress,
  longestCommand = LONGEST_COMMAND,
) {
  const patience = {
    connectTimeout: LONGEST_COMMAND,
    reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, LONGEST_PAUSE),
  }
  return createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: longestCommand },
    socket: url.startsWith('rediss:')
      ? { ...patience, tls: true, rejectUnauthorized: checksCertificate }
      : patience,
  })
}

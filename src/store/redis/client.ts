/** Connects to Redis: whose certificate is trusted, and how often a connection is retried. */
import { createClient } from '@redis/client'

/** Milliseconds that connecting may take. */
const CONNECT_TIMEOUT_MS = 3000
/** Commands on their way; a Redis that hangs is not sent more. */
const MAX_WAITING_COMMANDS = 20_000
/**
 * Between two pings on a connection: Redis may close what is idle (`timeout`, in seconds), and so may what lies between.
 */
const PING_INTERVAL_MS = 700
/** Milliseconds between two attempts to reach a Redis that is away, at most. */
const MAX_RECONNECT_DELAY_MS = 2000

export interface RedisAddress {
  /** `redis://` or, encrypted, `rediss://`; with user and password where there are any. */
  url: string
  /** False takes any certificate, such as the self-signed ones of Heroku. */
  checksCertificate?: boolean
}

export type RedisClient = ReturnType<typeof redisClient>

/**
 * A client, not connected yet. What cannot be done now is refused now: nothing waits for a Redis that is away. It has no
 * deadlines of its own: they would end with the writing of a command, and cost as much as a small one.
 */
export function redisClient({ url, checksCertificate = true }: RedisAddress) {
  const patience = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, MAX_RECONNECT_DELAY_MS),
  }
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_WAITING_COMMANDS,
    pingInterval: PING_INTERVAL_MS,
    socket: url.startsWith('rediss:')
      ? { ...patience, tls: true, rejectUnauthorized: checksCertificate }
      : patience,
  })
}

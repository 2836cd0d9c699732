/** Creates the Redis client, with its TLS check and its reconnection. */
import { createClient } from '@redis/client'

/** Milliseconds that connecting may take. */
const CONNECT_TIMEOUT_MS = 3000
/** Commands without an answer yet; a Redis that hangs is sent no more. */
const MAX_WAITING_COMMANDS = 20_000
/**
 * Milliseconds between two pings on a connection: Redis (`timeout`, in seconds) or a proxy may close an idle one.
 */
const PING_INTERVAL_MS = 700
/** The longest wait between two attempts to reconnect, in milliseconds. */
const MAX_RECONNECT_DELAY_MS = 2000

export interface RedisAddress {
  /** `redis://` or, encrypted, `rediss://`; with user and password if there are any. */
  url: string
  /** False accepts any certificate, such as Heroku's self-signed ones. */
  checksCertificate?: boolean
}

export type RedisClient = ReturnType<typeof redisClient>

/**
 * A client, not connected yet. It rejects commands at once while Redis is unreachable, instead of queueing them. It
 * sets no time-outs: the library's cover only the writing of a command, and cost as much as a small command.
 */
export function redisClient({ url, checksCertificate = true }: RedisAddress) {
  const socketOptions = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, MAX_RECONNECT_DELAY_MS),
  }
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_WAITING_COMMANDS,
    pingInterval: PING_INTERVAL_MS,
    socket: url.startsWith('rediss:')
      ? { ...socketOptions, tls: true, rejectUnauthorized: checksCertificate }
      : socketOptions,
  })
}

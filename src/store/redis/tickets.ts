/**
 * Stores who holds which voting ticket in Redis: one hash a room, with the batch, the holder of each ticket by its
 * number, and for each holder that there is one.
 */
import type { RedisClient } from './client'
import { key, keys, runScript, TICKETS } from './keys'
import type { Ticket, TicketOutcome } from '../store'

/** Begins a batch, unless it or a newer one has begun. Returns the newest. */
const BEGIN = `
local function begin(tickets, batch)
  local kept = tonumber(redis.call('HGET', tickets, 'batch') or 0)
  if kept >= batch then return kept end
  redis.call('UNLINK', tickets)
  redis.call('HSET', tickets, 'batch', batch)
  return batch
end`

/** KEYS: room, tickets. ARGV: batch, number, holder. Returns the outcome. */
const TAKE = `${BEGIN}
if redis.call('EXISTS', KEYS[1]) == 0 then return 'void' end
if begin(KEYS[2], tonumber(ARGV[1])) ~= tonumber(ARGV[1]) then return 'void' end
local owner = redis.call('HGET', KEYS[2], 'number:' .. ARGV[2])
if owner then return owner == ARGV[3] and 'taken' or 'used' end
if redis.call('HEXISTS', KEYS[2], 'holder:' .. ARGV[3]) == 1 then return 'second' end
redis.call('HSET', KEYS[2], 'number:' .. ARGV[2], ARGV[3], 'holder:' .. ARGV[3], 1)
return 'taken'`

/** KEYS: room, tickets. ARGV: batch. */
const DROP = `${BEGIN}
if redis.call('EXISTS', KEYS[1]) == 1 then begin(KEYS[2], tonumber(ARGV[1])) end
return 1`

export class RedisTickets {
  constructor(private readonly client: RedisClient) {}

  async take(code: string, { batch, number, holder }: Ticket): Promise<TicketOutcome> {
    const values = [String(batch), String(number), holder]
    return (await runScript(this.client, TAKE, keys(code, 'room', TICKETS), values)) as TicketOutcome
  }

  async holds(code: string, batch: number, holder: string): Promise<boolean> {
    const [kept, held] = await this.client.hmGet(key(code, TICKETS), ['batch', `holder:${holder}`])
    return Number(kept) === batch && typeof held === 'string'
  }

  async count(code: string, batch: number): Promise<number> {
    const name = key(code, TICKETS)
    const [kept, fields] = await Promise.all([this.client.hGet(name, 'batch'), this.client.hLen(name)])
    // Each ticket that is taken has two fields.
    return Number(kept) === batch ? (fields - 1) / 2 : 0
  }

  async drop(code: string, batch: number): Promise<void> {
    await runScript(this.client, DROP, keys(code, 'room', TICKETS), [String(batch)])
  }
}

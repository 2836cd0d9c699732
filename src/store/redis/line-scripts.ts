/** The scripts that keep a room's lines in Redis. */

/**
 * Erases everything stored about the lines below a number; for scripts with the keys room, lines, line-keys,
 * line-marks, deleted. Each line has a mark, also a deleted one: its time, and the author and key.
 */
const FORGET_BELOW = `
local function forgetMarks(from, to)
  for seq = from, to do
    local mark = redis.call('HGET', KEYS[4], seq)
    if mark then
      redis.call('HDEL', KEYS[3], string.match(mark, '^%d+ (.*)$'))
      redis.call('HDEL', KEYS[4], seq)
      redis.call('LREM', KEYS[5], 0, seq)
    end
  end
end
local function forgetBelow(first)
  forgetMarks(tonumber(redis.call('HGET', KEYS[1], 'first') or 1), first - 1)
  redis.call('HSET', KEYS[1], 'first', first)
  return redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', first - 1)
end`

/**
 * Stores a line. KEYS: room, lines, line-keys, line-marks, deleted. ARGV: line without its number, author and key,
 * time, most lines. Returns number, time and whether it is new; false if the room does not exist.
 */
export const APPEND = `${FORGET_BELOW}
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local known = redis.call('HGET', KEYS[3], ARGV[2])
if known then
  local at = string.match(redis.call('HGET', KEYS[4], known), '^%d+')
  return {tonumber(known), tonumber(at), 0}
end
local seq = redis.call('HINCRBY', KEYS[1], 'last', 1)
redis.call('ZADD', KEYS[2], seq, string.format('%.0f ', seq) .. ARGV[1])
redis.call('HSET', KEYS[3], ARGV[2], seq)
redis.call('HSET', KEYS[4], seq, ARGV[3] .. ' ' .. ARGV[2])
local first = seq - ARGV[4] + 1
if first > tonumber(redis.call('HGET', KEYS[1], 'first') or 1) then forgetBelow(first) end
return {seq, tonumber(ARGV[3]), 1}`

/**
 * Deletes a line; its mark and key stay. KEYS: lines, deleted. ARGV: number, most deletions. Returns how many were
 * deleted.
 */
export const DELETE = `
if redis.call('ZREMRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1]) == 0 then return 0 end
redis.call('RPUSH', KEYS[2], ARGV[1])
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[2]), -1)
return 1`

/**
 * Erases lines up to a number. KEYS: room, lines, line-keys, line-marks, deleted. ARGV: number. Returns how many were
 * erased.
 */
export const FORGET_UP_TO = `${FORGET_BELOW}
local extent = redis.call('HMGET', KEYS[1], 'first', 'last')
local start, last = tonumber(extent[1] or 1), tonumber(extent[2] or 0)
local first = math.min(tonumber(ARGV[1]), last) + 1
return first > start and forgetBelow(first) or 0`

/**
 * Erases lines from one number to another. KEYS: room, lines, line-keys, line-marks, deleted. ARGV: both numbers.
 * Returns how many were erased.
 */
export const FORGET_SPAN = `${FORGET_BELOW}
local extent = redis.call('HMGET', KEYS[1], 'first', 'last')
local start, last = tonumber(extent[1] or 1), tonumber(extent[2] or 0)
local from, to = tonumber(ARGV[1]), math.min(tonumber(ARGV[2]), last)
if from <= start then return to >= start and forgetBelow(to + 1) or 0 end
forgetMarks(from, to)
return redis.call('ZREMRANGEBYSCORE', KEYS[2], from, to)`

/**
 * The extent of a room's lines. KEYS: room, deleted. Returns the first, the last and the deleted numbers. A script and
 * not MULTI, as a full Redis refuses to queue commands.
 */
export const EXTENT = `
local extent = redis.call('HMGET', KEYS[1], 'first', 'last')
return {extent[1], extent[2], redis.call('LRANGE', KEYS[2], 0, -1)}`

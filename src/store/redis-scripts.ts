/**
 * Owns the scripts that Redis runs, each one atomic step. They compare and write; what is allowed is decided by core,
 * and a script only makes sure that nothing has changed since. Every key is named from outside and lies in the room's slot.
 */

/** Keeps a new room. KEYS: room, erased. ARGV: document, rules, pollId, lesson, now, rest. */
export const CREATE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local erased = redis.call('GET', KEYS[2])
if erased and tonumber(ARGV[5]) - tonumber(erased) < tonumber(ARGV[6]) then return 0 end
redis.call('HSET', KEYS[1], 'version', 1, 'document', ARGV[1], 'rules', ARGV[2], 'pollId', ARGV[3], 'lesson', ARGV[4])
return 1`

/**
 * Replaces a version. KEYS: room, ballots, tally, lines, line-keys. ARGV: version, document, rules, pollId, lesson.
 * Ballots of another poll and lines of another lesson are forgotten in the same step.
 */
export const SAVE = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
local was = redis.call('HMGET', KEYS[1], 'pollId', 'lesson')
if was[1] ~= ARGV[4] then redis.call('UNLINK', KEYS[2], KEYS[3]) end
if was[2] ~= ARGV[5] then redis.call('UNLINK', KEYS[4], KEYS[5]) end
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('HSET', KEYS[1], 'document', ARGV[2], 'rules', ARGV[3], 'pollId', ARGV[4], 'lesson', ARGV[5])
return 1`

/** Forgets a room. KEYS: erased, room, ballots, tally, lines, line-keys. ARGV: now, rest in milliseconds. */
export const ERASE = `
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

/**
 * Records a ballot under the rules it was decided on. KEYS: room, ballots, tally. ARGV: rules, voter, choice ('' takes
 * it back). Gives the choice before, or the rules as they are now when they are others.
 */
export const CAST = `
local rules = redis.call('HGET', KEYS[1], 'rules')
if rules ~= ARGV[1] then return {0, rules} end
local before = redis.call('HGET', KEYS[2], ARGV[2])
if before ~= (ARGV[3] ~= '' and ARGV[3]) then
  if before then redis.call('HINCRBY', KEYS[3], before, -1) end
  if ARGV[3] == '' then
    redis.call('HDEL', KEYS[2], ARGV[2])
  else
    redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
    redis.call('HINCRBY', KEYS[3], ARGV[3], 1)
  end
end
return {1, before}`

/**
 * Keeps a line. KEYS: room, lines, line-keys. ARGV: line without its number, author and key, time, most lines.
 * Gives number, time and whether it is new; nothing where there is no room.
 */
export const APPEND = `
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local known = redis.call('HGET', KEYS[3], ARGV[2])
if known then
  local seq, at = string.match(known, '^(%d+) (%d+)$')
  return {tonumber(seq), tonumber(at), 0}
end
local seq = redis.call('HINCRBY', KEYS[1], 'lastSeq', 1)
redis.call('ZADD', KEYS[2], seq, string.format('%.0f', seq) .. ' ' .. ARGV[1])
redis.call('HSET', KEYS[3], ARGV[2], string.format('%.0f', seq) .. ' ' .. ARGV[3])
if redis.call('ZCARD', KEYS[2]) > tonumber(ARGV[4]) then
  local oldest = redis.call('ZPOPMIN', KEYS[2])
  local line = cjson.decode(string.match(oldest[1], '^%d+ (.*)$'))
  redis.call('HDEL', KEYS[3], line.from .. ' ' .. line.key)
end
return {seq, tonumber(ARGV[3]), 1}`

/** Forgets lines older than a time. KEYS: lines, line-keys. ARGV: time. Gives their number. */
export const ERASE_OLDER = `
local erased = 0
while true do
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if not oldest then return erased end
  local line = cjson.decode(string.match(oldest, '^%d+ (.*)$'))
  if line.at >= tonumber(ARGV[1]) then return erased end
  redis.call('ZREM', KEYS[1], oldest)
  redis.call('HDEL', KEYS[2], line.from .. ' ' .. line.key)
  erased = erased + 1
end`

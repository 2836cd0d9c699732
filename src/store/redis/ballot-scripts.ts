/** The scripts that record and count ballots in Redis. */

/**
 * Counts ballots by their origins, by the rule of `core/poll/ballot-origins`. Fields of the key: `key` (the mark of the
 * key by which the origins are made), `all`, a count for each origin, and the origin of each voter.
 */
const COUNT_ORIGINS = `
local function takeOrigin(origins, voter, most, id, keyMark, lostKey, maxCounted)
  local known = redis.call('HGET', origins, 'key')
  if known and known ~= keyMark and known ~= lostKey then return {2, known} end
  if known and known ~= keyMark then redis.call('UNLINK', origins) end
  local counts = redis.call('HMGET', origins, 'of ' .. id, 'all')
  if tonumber(counts[1] or 0) >= tonumber(most) or tonumber(counts[2] or 0) >= tonumber(maxCounted) then return {3, false} end
  redis.call('HSET', origins, 'key', keyMark, 'by ' .. voter, id)
  redis.call('HINCRBY', origins, 'of ' .. id, 1)
  redis.call('HINCRBY', origins, 'all', 1)
end
local function freeOrigin(origins, voter)
  local id = redis.call('HGET', origins, 'by ' .. voter)
  if not id then return end
  redis.call('HDEL', origins, 'by ' .. voter)
  redis.call('HINCRBY', origins, 'all', -1)
  if redis.call('HINCRBY', origins, 'of ' .. id, -1) == 0 then redis.call('HDEL', origins, 'of ' .. id) end
end`

/**
 * Records a ballot under the rules it was decided by. KEYS: room, ballots, tally, origins. ARGV: rules, voter, vote (''
 * withdraws it); where origins are counted: most ballots of one, origin, mark of its key, mark of a lost key, most
 * ballots that are counted. Returns 1 and the vote before, 0 and the current rules if they are different, 2 and the mark
 * of another key, or 3 if there are as many of this origin as may be.
 */
export const CAST = `${COUNT_ORIGINS}
local function count(counter, by)
  local votes = redis.call('HINCRBY', KEYS[3], counter, by)
  if votes == 0 then redis.call('HDEL', KEYS[3], counter, '\\n' .. counter) end
  if votes == 1 and by == 1 then
    redis.call('HSET', KEYS[3], '\\n' .. counter, redis.call('HINCRBY', KEYS[1], 'lastPlace', 1))
  end
end
local rules = redis.call('HGET', KEYS[1], 'rules')
if rules ~= ARGV[1] then return {0, rules} end
local before = redis.call('HGET', KEYS[2], ARGV[2])
if before and ARGV[3] == '' then freeOrigin(KEYS[4], ARGV[2]) end
if not before and ARGV[3] ~= '' and ARGV[4] then
  local refused = takeOrigin(KEYS[4], ARGV[2], unpack(ARGV, 4))
  if refused then return refused end
end
if before ~= (ARGV[3] ~= '' and ARGV[3]) then
  for counter in string.gmatch(before or '', '[^\\n]+') do count(counter, -1) end
  for counter in string.gmatch(ARGV[3], '[^\\n]+') do count(counter, 1) end
  if ARGV[3] == '' then
    redis.call('HDEL', KEYS[2], ARGV[2])
  else
    redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
  end
end
return {1, before}`

/**
 * The tally of a poll. KEYS: room, tally. ARGV: pollId. Returns the fields of the tally alternately with their values;
 * an empty list if another poll is current. A script and not MULTI, as a full Redis refuses to queue commands.
 */
export const TALLY = `
if redis.call('HGET', KEYS[1], 'pollId') ~= ARGV[1] then return {} end
return redis.call('HGETALL', KEYS[2])`

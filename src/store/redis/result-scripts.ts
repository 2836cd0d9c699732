/** The scripts that keep results in Redis, with their joint rows. */

/** Erases the joint rows of a result from a round on; a field is its id and the round. */
const DROP_ROWS = `
local function dropRows(rows, id, from)
  for _, field in ipairs(redis.call('HKEYS', rows)) do
    local owner, round = string.match(field, '^(.*) (%d+)$')
    if owner == id and tonumber(round) >= from then redis.call('HDEL', rows, field) end
  end
end`

/**
 * Records and erases results; for the script that saves a room, before it moves the tally. A result is stored behind its number and the tally,
 * because a script that parsed JSON could change it.
 */
export const CHANGE_RESULTS = `${DROP_ROWS}
local function changeResults(results, order, rows, ballots, tally, id, draft, needsVotes, drop, dropAll, most, keepRows, dropRowsOf, dropRowsFrom, ...)
  if dropRowsOf ~= '' then dropRows(rows, dropRowsOf, tonumber(dropRowsFrom)) end
  if keepRows ~= '' then
    local votes, people = {}, redis.call('HKEYS', ballots)
    -- Redis has few ballots in the order of their arrival, which is nobody's business later.
    table.sort(people)
    for _, person in ipairs(people) do
      votes[#votes + 1] = person
      votes[#votes + 1] = redis.call('HGET', ballots, person)
    end
    if #votes > 0 then redis.call('HSET', rows, keepRows, cjson.encode(votes)) end
  end
  if drop ~= '' then
    redis.call('HDEL', results, drop)
    redis.call('ZREM', order, drop)
  end
  if dropAll ~= '' then redis.call('UNLINK', results, order, rows) end
  local corrected = {...}
  for i = 1, #corrected, 2 do
    local known = redis.call('HGET', results, corrected[i])
    if known then
      redis.call('HSET', results, corrected[i], string.sub(known, 1, string.find(known, '\\n', 1, true)) .. corrected[i + 1])
    end
  end
  if id == '' then return end
  local counts, votes = redis.call('HGETALL', tally), 0
  for i = 2, #counts, 2 do
    if string.sub(counts[i - 1], 1, 1) ~= '\\n' then votes = votes + tonumber(counts[i]) end
  end
  if needsVotes ~= '' and votes == 0 then return dropRows(rows, id, 1) end
  local seq = redis.call('HINCRBY', KEYS[1], 'lastResult', 1)
  local text = #counts == 0 and '[]' or cjson.encode(counts)
  redis.call('HSET', results, id, string.format('%.0f ', seq) .. text .. '\\n' .. draft)
  redis.call('ZADD', order, seq, id)
  for _, old in ipairs(redis.call('ZRANGE', order, 0, -tonumber(most) - 1)) do
    redis.call('HDEL', results, old)
    redis.call('ZREM', order, old)
    dropRows(rows, old, 1)
  end
end`

/** Erases results with their rows. KEYS: results, result-order, rows. ARGV: ids. Returns how many were erased. */
export const ERASE_RESULTS = `${DROP_ROWS}
for i = 1, #ARGV do
  redis.call('ZREM', KEYS[2], ARGV[i])
  dropRows(KEYS[3], ARGV[i], 1)
end
return redis.call('HDEL', KEYS[1], unpack(ARGV))`

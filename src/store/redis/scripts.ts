/**
 * The Lua scripts that Redis runs, each one an atomic step. They compare and write; core decides what is allowed, and
 * a script only ensures that nothing has changed since. Every key is passed as an argument and is in the room's slot.
 */
import { ERASE_ALL_ASKS } from './ask-scripts'

/** Raises the version of the data, never lowers it. KEYS: data-version. ARGV: version. Returns the one before. */
export const MARK_VERSION = `
local found = redis.call('GET', KEYS[1])
if not found or (tonumber(found) or math.huge) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return found`

/** Stores a new room. KEYS: room, erased. ARGV: document, rules, pollId, forgotten, beforeId, now, rest. */
export const CREATE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local erased = redis.call('GET', KEYS[2])
if erased and tonumber(ARGV[6]) - tonumber(erased) < tonumber(ARGV[7]) then return 0 end
redis.call('HSET', KEYS[1], 'version', 1, 'document', ARGV[1], 'rules', ARGV[2], 'pollId', ARGV[3], 'forgotten', ARGV[4], 'beforeId', ARGV[5])
return 1`

/** Erases the joint rows of a result from a round on; a field is its id and the round. */
const DROP_ROWS = `
local function dropRows(rows, id, from)
  for _, field in ipairs(redis.call('HKEYS', rows)) do
    local owner, round = string.match(field, '^(.*) (%d+)$')
    if owner == id and tonumber(round) >= from then redis.call('HDEL', rows, field) end
  end
end`

/**
 * Records and erases results; for SAVE, before it moves the tally. A result is stored behind its number and the tally,
 * because a script that parsed JSON could change it.
 */
const CHANGE_RESULTS = `${DROP_ROWS}
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

/**
 * Keeps the ballots of the poll that is up and of the one that can be put back, which another save may swap; for SAVE.
 */
const MOVE_BALLOTS = `
local function moveBallots(ballots, tally, ballotsBefore, tallyBefore, origins, originsBefore, was, wasBefore, now, nowBefore)
  local function move(from, to)
    redis.call('UNLINK', to)
    if redis.call('EXISTS', from) == 1 then redis.call('RENAME', from, to) end
  end
  if now ~= was and now == wasBefore then
    move(ballotsBefore, ballots)
    move(tallyBefore, tally)
    move(originsBefore, origins)
  elseif now ~= was and nowBefore == was then
    move(ballots, ballotsBefore)
    move(tally, tallyBefore)
    move(origins, originsBefore)
  else
    if now ~= was then redis.call('UNLINK', ballots, tally, origins) end
    if nowBefore ~= wasBefore then redis.call('UNLINK', ballotsBefore, tallyBefore, originsBefore) end
  end
end`

/**
 * Replaces a version. KEYS: room, ballots, tally, ballots-before, tally-before, lines, line-keys, line-marks, deleted,
 * results, result-order, rows, asks, asks-voted, ask-voters, origins, origins-before, tickets. ARGV: version, document, rules, pollId, forgotten, beforeId, and of the results: id,
 * draft, needsVotes, drop, dropAll, most results; of the rows: the result and round to keep, the result whose rows go,
 * from which round; then id and draft of each corrected result. Line numbers continue.
 */
export const SAVE = `${CHANGE_RESULTS}${MOVE_BALLOTS}${ERASE_ALL_ASKS}
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
local was = redis.call('HMGET', KEYS[1], 'pollId', 'forgotten', 'last', 'beforeId')
changeResults(KEYS[10], KEYS[11], KEYS[12], KEYS[2], KEYS[3], unpack(ARGV, 7))
moveBallots(KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[16], KEYS[17], was[1], was[4] or '', ARGV[4], ARGV[6])
if (was[2] or '0') ~= ARGV[5] then
  redis.call('UNLINK', KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[18])
  redis.call('HSET', KEYS[1], 'first', (was[3] or 0) + 1)
  eraseAllAsks(KEYS[13], KEYS[14], KEYS[15])
  redis.call('HINCRBY', KEYS[1], 'asksRev', 1)
end
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('HSET', KEYS[1], 'document', ARGV[2], 'rules', ARGV[3], 'pollId', ARGV[4], 'forgotten', ARGV[5], 'beforeId', ARGV[6])
return 1`

/**
 * Erases a room. KEYS: erased, room, asks, asks-voted, ask-voters, and all other keys of the room. ARGV: now, rest in
 * milliseconds.
 */
export const ERASE = `${ERASE_ALL_ASKS}
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
eraseAllAsks(KEYS[3], KEYS[4], KEYS[5])
for i = 2, #KEYS do redis.call('UNLINK', KEYS[i]) end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

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

/*
 * Consistent reads are scripts without writes, not MULTI: a full Redis refuses to queue commands.
 */

/**
 * The tally of a poll. KEYS: room, tally. ARGV: pollId. Returns the fields of the tally alternately with their values; an empty list if
 * another poll is current.
 */
export const TALLY = `
if redis.call('HGET', KEYS[1], 'pollId') ~= ARGV[1] then return {} end
return redis.call('HGETALL', KEYS[2])`

/** The extent of a room's lines. KEYS: room, deleted. Returns the first, the last and the deleted numbers. */
export const EXTENT = `
local extent = redis.call('HMGET', KEYS[1], 'first', 'last')
return {extent[1], extent[2], redis.call('LRANGE', KEYS[2], 0, -1)}`

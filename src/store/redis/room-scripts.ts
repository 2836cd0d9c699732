/** The scripts that keep rooms in Redis: each document with its version, and what changes in the same step. */
import { ERASE_ALL_ASKS } from './ask-scripts'
import { CHANGE_RESULTS } from './result-scripts'

/** Stores a new room. KEYS: room, erased. ARGV: document, rules, pollId, forgotten, beforeId, now, rest. */
export const CREATE = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local erased = redis.call('GET', KEYS[2])
if erased and tonumber(ARGV[6]) - tonumber(erased) < tonumber(ARGV[7]) then return 0 end
redis.call('HSET', KEYS[1], 'version', 1, 'document', ARGV[1], 'rules', ARGV[2], 'pollId', ARGV[3], 'forgotten', ARGV[4], 'beforeId', ARGV[5])
return 1`

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
 * results, result-order, rows, asks, asks-voted, ask-voters, origins, origins-before, tickets. ARGV: version, document,
 * rules, pollId, forgotten, beforeId, and of the results: id, draft, needsVotes, drop, dropAll, most results; of the
 * rows: the result and round to keep, the result whose rows go, from which round; then id and draft of each corrected
 * result. Line numbers continue.
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

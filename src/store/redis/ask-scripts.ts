/**
 * The scripts about asks, with the keys room, asks, asks-voted, ask-voters. The voters of an ask are a set, whose name is
 * the last key with the ask's number: it is in the room's slot, too. Who voted for what is also kept by person, as
 * numbers between spaces.
 */

/** Erases asks with their votes. */
const ERASE_ASKS = `
local function eraseAsk(asks, voted, voters, id)
  for _, person in ipairs(redis.call('SMEMBERS', voters .. ':' .. id)) do
    local rest = string.gsub(redis.call('HGET', voted, person) or '', ' ' .. id .. ' ', ' ')
    if rest == ' ' or rest == '' then redis.call('HDEL', voted, person) else redis.call('HSET', voted, person, rest) end
  end
  redis.call('UNLINK', voters .. ':' .. id)
  redis.call('HDEL', asks, id)
end`

/** Erases all asks of a room, with their votes; for SAVE and ERASE. */
export const ERASE_ALL_ASKS = `
local function eraseAllAsks(asks, voted, voters)
  for _, id in ipairs(redis.call('HKEYS', asks)) do redis.call('UNLINK', voters .. ':' .. id) end
  redis.call('UNLINK', asks, voted)
end`

/**
 * Changes asks. ARGV: rev, last, an ask without votes or '', how many are put, id and ask of each, ids that are erased.
 * Returns 0 if something has changed since.
 */
export const CHANGE_ASKS = `${ERASE_ASKS}
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if (redis.call('HGET', KEYS[1], 'asksRev') or '0') ~= ARGV[1] then return 0 end
if ARGV[3] ~= '' and redis.call('SCARD', KEYS[4] .. ':' .. ARGV[3]) > 0 then return 0 end
local next = 5
for i = 1, tonumber(ARGV[4]) do
  redis.call('HSET', KEYS[2], ARGV[next], ARGV[next + 1])
  next = next + 2
end
for i = next, #ARGV do eraseAsk(KEYS[2], KEYS[3], KEYS[4], ARGV[i]) end
redis.call('HSET', KEYS[1], 'lastAsk', ARGV[2])
redis.call('HINCRBY', KEYS[1], 'asksRev', 1)
return 1`

/**
 * Votes for the first of some asks, or takes back the person's votes for all of them. ARGV: voter, '' takes back, ids.
 * Returns the people who have voted for any of them; false: the first is gone.
 */
export const VOTE_FOR_ASK = `
local voter, id, names = ARGV[1], ARGV[3], {}
if redis.call('HEXISTS', KEYS[2], id) == 0 then return false end
local hasVoted = {}
for i = 3, #ARGV do
  names[#names + 1] = KEYS[4] .. ':' .. ARGV[i]
  if redis.call('SISMEMBER', names[#names], voter) == 1 then hasVoted[#hasVoted + 1] = ARGV[i] end
end
local voted = redis.call('HGET', KEYS[3], voter) or ' '
if ARGV[2] ~= '' and #hasVoted == 0 then
  redis.call('SADD', KEYS[4] .. ':' .. id, voter)
  redis.call('HSET', KEYS[3], voter, voted .. id .. ' ')
elseif ARGV[2] == '' then
  for _, each in ipairs(hasVoted) do
    redis.call('SREM', KEYS[4] .. ':' .. each, voter)
    voted = string.gsub(voted, ' ' .. each .. ' ', ' ')
  end
  if voted == ' ' then redis.call('HDEL', KEYS[3], voter) else redis.call('HSET', KEYS[3], voter, voted) end
end
if #names == 1 then return redis.call('SCARD', names[1]) end
return #redis.call('SUNION', unpack(names))`

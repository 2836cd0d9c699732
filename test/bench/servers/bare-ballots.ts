/** The yardstick's process for ballots: the bare poll, each vote on disk before it is acknowledged. */
import { barePoll } from './bare-poll'
import { commit } from './commit'
import { host } from './host'

host(
  barePoll((voter, choice, tally) =>
    commit(['ballot', 'poll', `voter-${voter}`], choice, ['tally', 'poll'], tally),
  ),
)

/** The yardstick's process for shows of hands: the bare poll, which keeps nothing. */
import { barePoll } from './bare-poll'
import { host } from './host'

host(barePoll())

/** All that the crew of a room does in a soak, and who comes beside our own pages. */
import { workshopPages } from './classics'
import { helps } from './helpers'
import { panics } from './panic'
import { removesAsker, removesByName } from './removal'
import type { CrewDeed } from './room'
import { votesByTicket } from './tickets'
import { moderatesWall, slowsDown } from './writing'

export const CREW_DEEDS: readonly CrewDeed[] = [
  ...[helps, votesByTicket, panics, removesByName, removesAsker, slowsDown, moderatesWall, workshopPages],
]

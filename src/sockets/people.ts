/** Owns what newcomers hear of who is there: the head count and the turnout. */
import { headCount, type Feature } from './feature'

export const people: Feature = {
  snapshot: room => ({ connected: headCount(room), ...room.people.turnout }),
}

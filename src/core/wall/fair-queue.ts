/**
 * Chooses the post to drop when too many wait: never one of a source with fewer waiting than the new post's. Values
 * in, values out.
 */
import countBy from 'lodash/countBy'
import type { Post } from '../protocol/wall'

/** Where a post came from: its address, and the person at that address. */
export interface PostSource {
  address: string
  person: string
}

/**
 * The id of the post to drop for a new one; undefined: drop the new one. The oldest post of a network is dropped
 * first; then the newest post of the source with the most waiting. Compares addresses before people.
 * @param waiting oldest first
 */
export function givesWay(
  waiting: readonly Post[],
  added: Pick<Post, 'network'> & { source: PostSource },
  sourceOf: (post: Post) => PostSource,
): string | undefined {
  const ofNetwork = waiting.find(({ network }) => network !== 'room')
  if (ofNetwork || added.network !== 'room') return ofNetwork?.id
  const { address, person } = added.source
  const addresses = countBy(waiting, post => sourceOf(post).address)
  const most = largest(addresses)
  const from = (addresses[address] ?? 0) + 1 >= addresses[most]! ? address : most
  const there = waiting.filter(post => sourceOf(post).address === from)
  const people = countBy(there, post => sourceOf(post).person)
  const who = largest(people)
  if (from === address && (people[person] ?? 0) + 1 >= (people[who] ?? 0)) return undefined
  return there.reverse().find(post => sourceOf(post).person === who)?.id
}

function largest(counts: Record<string, number>): string {
  return Object.keys(counts).reduce((most, key) => (counts[key]! > (counts[most] ?? 0) ? key : most), '')
}

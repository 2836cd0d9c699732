/**
 * Merged asks: each is kept with its own votes and points to the one it was merged into, so that a merging can be taken
 * back. Values in, values out.
 */
import type { KeptAsk } from './kept-asks'

type Pointing = Pick<KeptAsk, 'id' | 'into'>

/** The asks by their ids. */
function byId<A extends Pointing>(asks: readonly A[]): Map<number, A> {
  return new Map(asks.map(ask => [ask.id, ask]))
}

/** The ask that stands for this one: itself, or the one that it was merged into at last. */
export function rootOf<A extends Pointing>(asks: readonly A[], ask: A): A {
  return rootIn(byId(asks), ask)
}

function rootIn<A extends Pointing>(known: ReadonlyMap<number, A>, ask: A): A {
  let root = ask
  // As many steps as there are asks at most, so that damaged data cannot hold the process.
  for (let steps = known.size; steps > 0; steps--) {
    const next = root.into === undefined ? undefined : known.get(root.into)
    if (!next) break
    root = next
  }
  return root
}

/** The ids of all asks by the one that stands for them; that one is first. */
export function mergedGroups(asks: readonly Pointing[]): Map<number, number[]> {
  const known = byId(asks)
  const groups = new Map<number, number[]>()
  for (const ask of asks) {
    const root = rootIn(known, ask)
    const group = groups.get(root.id) ?? [root.id]
    if (ask.id !== root.id) group.push(ask.id)
    groups.set(root.id, group)
  }
  return groups
}

/** This ask and all that were merged into it. */
export function groupOf(asks: readonly Pointing[], id: number): number[] {
  return mergedGroups(asks).get(id) ?? [id]
}

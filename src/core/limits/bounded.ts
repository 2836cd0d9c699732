/** Keeps a collection within its limit: the newest entry replaces the oldest. */

/** Lets go of the oldest entry of a set or a map that has grown by one beyond so many. */
export function forgetOldest<K>(collection: Set<K> | Map<K, unknown>, most: number): void {
  if (collection.size <= most) return
  const [oldest] = collection.keys()
  collection.delete(oldest as K)
}

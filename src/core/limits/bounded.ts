/** Keeps a collection within its limit: the newest entry replaces the oldest. */

/** Deletes the oldest entry of a set or map that has grown by one above the limit. */
export function forgetOldest<K>(collection: Set<K> | Map<K, unknown>, most: number): void {
  if (collection.size <= most) return
  const [oldest] = collection.keys()
  collection.delete(oldest as K)
}

/** Keeps collections, lists and texts within their limits. */

/** Deletes the oldest entry of a set or map that has grown by one above the limit. */
export function forgetOldest<K>(collection: Set<K> | Map<K, unknown>, most: number): void {
  if (collection.size <= most) return
  const [oldest] = collection.keys()
  collection.delete(oldest as K)
}

/** As many of these, from the first on, as fit into so many bytes of JSON. */
export function withinBytes<T>(items: readonly T[], maxBytes: number): T[] {
  let left = maxBytes
  const end = items.findIndex(item => (left -= bytesOf(item) + 1) < 0)
  return end < 0 ? [...items] : items.slice(0, end)
}

/** Bytes of a value as JSON. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}

/** The beginning of a text that has at most so many bytes, with an ellipsis if something is left out. */
export function beginningOf(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text
  let left = maxBytes - 5
  let beginning = ''
  for (const character of text) {
    left -= bytesOf(character) - 2
    if (left < 0) break
    beginning += character
  }
  return `${beginning.trimEnd()}…`
}

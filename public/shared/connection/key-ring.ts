/** Keys that this browser stores under a name, one per room. Without storage they last as long as the page. */

export interface KeyRing {
  /** Codes of the rooms whose keys this browser holds; '' is the default room. */
  rooms: () => string[]
  keyOf: (code: string) => string | undefined
  /** Remembers a key; undefined forgets it. */
  remember: (code: string, key: string | undefined) => void
}

export function keyRing(name: string): KeyRing {
  const held = new Map<string, string>(read())

  // Another tab of this browser has signed in, or has a new key.
  window.addEventListener('storage', event => {
    if (event.key !== name) return
    held.clear()
    for (const [code, key] of read()) held.set(code, key)
  })

  function read(): [string, string][] {
    try {
      return Object.entries(JSON.parse(localStorage.getItem(name) ?? '{}') as Record<string, string>)
    } catch {
      return []
    }
  }

  return {
    rooms: () => [...held.keys()],
    keyOf: code => held.get(code),
    remember(code, key) {
      if (key === undefined) held.delete(code)
      else held.set(code, key)
      try {
        localStorage.setItem(name, JSON.stringify(Object.fromEntries(held)))
      } catch {
        // It lasts as long as this page.
      }
    },
  }
}

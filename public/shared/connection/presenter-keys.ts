/** The presenter keys that this browser stores, one per room. Without storage they last as long as the page. */

const NAME = 'presenter-keys'
const held = new Map<string, string>(read())

// Another tab of this browser has signed in, or made a new key.
window.addEventListener('storage', event => {
  if (event.key !== NAME) return
  held.clear()
  for (const [code, key] of read()) held.set(code, key)
})

function read(): [string, string][] {
  try {
    return Object.entries(JSON.parse(localStorage.getItem(NAME) ?? '{}') as Record<string, string>)
  } catch {
    return []
  }
}

/** Codes of the rooms whose keys this browser holds; '' is the default room. */
export function keyedRooms(): string[] {
  return [...held.keys()]
}

export function keyOf(code: string): string | undefined {
  return held.get(code)
}

/** Remembers a key; undefined forgets it. */
export function rememberKey(code: string, key: string | undefined): void {
  if (key === undefined) held.delete(code)
  else held.set(code, key)
  try {
    localStorage.setItem(NAME, JSON.stringify(Object.fromEntries(held)))
  } catch {
    // It lasts as long as this page.
  }
}

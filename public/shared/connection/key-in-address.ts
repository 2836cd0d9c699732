/** Keys in links: behind `#key=` a presenter's, behind `#helper=` a helper's. A fragment is sent to no server. */

type Name = 'key' | 'helper'

/** The key of this name in a link or a fragment. */
export function keyIn(text: string, name: Name): string | undefined {
  const found = new RegExp(`[#&]${name}=([^&\\s]+)`).exec(text)?.[1]
  try {
    return found && decodeURIComponent(found)
  } catch {
    return found
  }
}

/** The key of this name in the address of this page, which is then without it. */
export function takeKey(name: Name): string | undefined {
  const { hash, pathname, search } = location
  if (!new RegExp(`[#&]${name}=`).test(hash)) return undefined
  history.replaceState(null, '', pathname + search)
  return keyIn(hash, name)
}

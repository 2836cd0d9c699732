/** Goes to a room, once the server has said that there is one. */
import type { RoomPath } from '../../src/core/pages'
import { addressOf } from '../shared/urls'

/** Goes to the page of a room. Resolves to why not, if it stays. */
export async function enterRoom(
  code: string,
  page: RoomPath = '',
): Promise<'missing' | 'too-fast' | 'silent' | undefined> {
  const address = addressOf(code, page)
  try {
    const { status } = await fetch(address, { method: 'HEAD', cache: 'no-store' })
    if (status === 404) return 'missing'
    if (status === 429) return 'too-fast'
    location.href = address
    return undefined
  } catch {
    return 'silent'
  }
}

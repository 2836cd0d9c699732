/** Checks presenter keys in HTTP requests. */
import type { Request } from 'express'
import { isKey } from '../credentials'
import type { Store } from '../store/store'

/** The key in the `Authorization: Bearer` header, if any. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer (.+)$/i.exec(request.get('Authorization') ?? '')?.[1]
}

/** Whether this is the room's current key: the presenter may have made a new one. */
export async function opensRoom(store: Store, code: string, key: string | undefined): Promise<boolean> {
  const room = key && (await store.loadRoom(code))
  return room ? isKey(key, room.document.keyHash) : false
}

/** Where people join, on the wall: a long address stands there in smaller letters. */
import { byId } from '../../shared/dom'
import { showJoinAddress } from '../../shared/poll/join-address'

export async function showJoin(code: string): Promise<void> {
  await showJoinAddress(code)
  const address = byId('address')
  // wall.css has how.
  address.style.setProperty('--length', String(address.textContent.length))
}

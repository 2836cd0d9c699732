/** Shows the join address on the wall; a long address in smaller letters. */
import { byId } from '../../shared/dom'
import { showJoinAddress } from '../../shared/poll/join-address'

export async function showJoin(code: string): Promise<void> {
  await showJoinAddress(code)
  const address = byId('address')
  // wall.css uses it.
  address.style.setProperty('--length', String(address.textContent.length))
}

/** The keys of helpers' links that this browser stores, apart from its presenter keys. */
import { keyRing } from '../shared/connection/key-ring'

export const { keyOf, remember: rememberKey } = keyRing('helper-keys')

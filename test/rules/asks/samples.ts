/** Asks for tests of the rules. */
import type { KeptAsk } from '../../../src/core/asks/kept-asks'
import type { AsksSettings } from '../../../src/core/protocol/asks'

export function ask(id: number, changes: Partial<KeptAsk> = {}): KeptAsk {
  const texts = { key: `key-${id}`, text: `Why ${id}?`, name: '' }
  return { id, lesson: 1, from: 'ana', at: 1000 + id, state: 'shown', ...texts, ...changes }
}

export function settings(changes: Partial<AsksSettings>): AsksSettings {
  return { isOpen: true, approve: false, most: 3, onScreen: 'ask', ...changes }
}

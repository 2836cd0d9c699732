/** Every store keeps the contract. */
import { describeStore } from './contract'
import { newFolder } from '../support/folders'
import { openLmdbStore } from '../../src/store/lmdb/open'
import type { Store } from '../../src/store/store'

const opened = new Set<Store>()

async function open(folder: string): Promise<Store> {
  const store = await openLmdbStore(folder, 'Kept in a test.')
  opened.add(store)
  return store
}

afterEach(async () => {
  for (const store of opened) await store.close()
  opened.clear()
})

describeStore('LMDB', async () => {
  const folder = newFolder()
  const store = await open(folder)
  return {
    store,
    async reopen() {
      opened.delete(store)
      await store.close()
      return open(folder)
    },
  }
})

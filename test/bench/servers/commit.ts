/** A ballot's two writes to a bare LMDB, resolved when they are on disk; those of one moment share a commit. */
import { open } from 'lmdb'
import path from 'node:path'
import { newFolder } from '../../support/folders'

const database = open<unknown, string[]>({
  path: path.join(newFolder(), 'bare.mdb'),
  noSubdir: true,
  overlappingSync: false,
})

/** Keeps a ballot and the tally it gives in one transaction. */
export function commit(ballot: string[], choice: string, tally: string[], counts: object): Promise<unknown> {
  return database.transaction(() => {
    void database.put(ballot, choice)
    void database.put(tally, counts)
  })
}

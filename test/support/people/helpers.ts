/** Helpers in tests: their links, and their pages as clients. */
import type { HelperState } from '../../../src/core/protocol/presenter'
import type { TestApp } from '../app'
import { joined, newTab, waitFor, type Client } from '../clients'
import { recordPackets, type TestPresenter } from '../presenter'

/** The id and the key of a helper's link that a presenter makes. */
export async function madeHelper(
  { client }: Pick<TestPresenter, 'client'>,
  name = 'Bea',
): Promise<{ id: string; helperKey: string }> {
  const reply = await client.emitWithAck('makeHelper', { name })
  if (!reply.ok) throw new Error(reply.code)
  return reply
}

/** A helper's page, and what it is sent. */
export async function connectHelper(app: Pick<TestApp, 'client'>, helperKey: string, room?: string) {
  const client = app.client({ helperKey, room, tab: newTab(), browser: newTab() })
  const heard = recordPacketsOf(client)
  const first = waitFor<[HelperState]>(client, 'helperState')
  const snapshot = await joined(client)
  const [state] = await first
  return { client, snapshot, state, heard: () => JSON.stringify(heard) }
}

/** From its first packet on. */
function recordPacketsOf(client: Client): unknown[] {
  const all: unknown[] = []
  client.io.on('open', () => {
    const heard = recordPackets(client)
    all.push(heard)
  })
  return all
}

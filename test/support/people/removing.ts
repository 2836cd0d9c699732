/** What tests of removing people do: remove, let back, and try to come in again. */
import { expect } from 'chai'
import type { Handshake } from '../../../src/core/protocol/handshake'
import type { EventInputs } from '../../../src/core/protocol/schemas'
import type { TestApp } from '../app'
import { joined, newTab, waitFor } from '../clients'
import type { TestPresenter } from '../presenter'
import { must, openChat, type Talker } from '../talker'

export const SENTENCE = /^The presenter has removed you from this room\./

/** Removes somebody: whom a public id names, or who said something. */
export const remove = (
  { client }: Pick<TestPresenter, 'client'>,
  who: string | EventInputs['removePerson'],
) => client.emitWithAck('removePerson', typeof who === 'string' ? { id: who } : who)
export const letBack = ({ client }: Pick<TestPresenter, 'client'>, id: string) =>
  client.emitWithAck('letBack', { id })

/** Removes somebody, and waits until these pages of the person are told and closed. */
export async function removed(
  presenter: TestPresenter,
  who: string | EventInputs['removePerson'],
  ...pages: Pick<Talker, 'client'>[]
): Promise<void> {
  const told = pages.map(({ client }) => waitFor<[string]>(client, 'removed'))
  const gone = pages.map(({ client }) => waitFor(client, 'disconnect'))
  await must(remove(presenter, who))
  for (const [sentence] of await Promise.all(told)) expect(sentence).to.match(SENTENCE)
  await Promise.all(gone)
}

/** With what a connection that brings this is refused; `in`: it is not. */
export async function tries(
  app: TestApp,
  handshake: Handshake,
  transports: ('websocket' | 'polling')[] = ['websocket'],
): Promise<string> {
  const client = app.client(handshake, { transports, reconnection: false })
  const isIn = waitFor(client, 'snapshot').then(() => 'in')
  const refused = waitFor<[Error & { data?: { code: string; message: string } }]>(
    client,
    'connect_error',
  ).then(([{ data, message }]) => {
    if (data?.code === 'removed') expect(data.message).to.match(SENTENCE)
    return data?.code ?? message
  })
  const how = await Promise.race([isIn, refused])
  client.disconnect()
  return how
}

/** A tab of a browser, with the chat open under a name. */
export async function tabOf(app: TestApp, browser: string, name?: string): Promise<Talker & { tab: string }> {
  const tab = newTab()
  const client = app.client({ tab, browser })
  await joined(client)
  if (name) await must(client.emitWithAck('takeName', { name }))
  const opened = await openChat(client)
  return { client, browser, opened, me: opened.me, tab }
}

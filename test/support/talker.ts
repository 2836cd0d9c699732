/** People who talk in tests: a client with the chat open, under a name, what it says and what it receives. */
import type { Reply } from '../../src/core/protocol/replies'
import type { LineMark, OpenedChat, PrivateLine, ChatSettings } from '../../src/core/protocol/chat'
import type { TestPresenter } from './presenter'
import type { TestApp } from './app'
import { joined, newTab, waitFor, type Client } from './clients'

export interface Talker {
  client: Client
  browser: string
  /** What the page was told when it opened the chat. */
  opened: OpenedChat
  /** The public id. */
  me: string
}

let lineKeys = 0

export const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

/** A page with the chat open, under this name where one is given. */
export async function talker(
  app: TestApp,
  name?: string,
  { browser = newTab(), room }: { browser?: string; room?: string } = {},
): Promise<Talker> {
  const client = app.client({ tab: newTab(), browser, room })
  await joined(client)
  if (name) await must(client.emitWithAck('takeName', { name }))
  const opened = await openChat(client)
  return { client, browser, opened, me: opened.me }
}

/** Opens the chat; fails when it is refused. */
export function openChat(client: Client, how: { after?: number; name?: string } = {}): Promise<OpenedChat> {
  return must(client.emitWithAck('openChat', how))
}

/** What the server answers to a line. */
export function say(
  { client }: Pick<Talker, 'client'>,
  text: string,
  key = `line-${++lineKeys}`,
): Promise<Reply<{ seq: number; at: number }>> {
  return client.emitWithAck('chat message', text, { key })
}

/** Says a line and gives its number; fails when it is refused. */
export async function said(talker: Pick<Talker, 'client'>, text: string, key?: string): Promise<number> {
  return (await must(say(talker, text, key))).seq
}

/** The mark of the next line with this text. */
export async function receivesLine({ client }: Pick<Talker, 'client'>, text: string): Promise<LineMark> {
  const [, mark] = await waitFor<[string, LineMark]>(client, 'chat message', heard => heard === text)
  return mark
}

/** Switches parts of the talk on or off, and waits until this presenter sees it. */
export async function setTalk(presenter: TestPresenter, settings: Partial<ChatSettings>): Promise<void> {
  const seen = waitFor(presenter.client, 'presenterState')
  await must(presenter.client.emitWithAck('setTalk', settings))
  await seen
}

/** What was granted; fails with the code of a refusal. */
export async function must<T>(reply: Promise<Reply<T & object>>): Promise<T> {
  const given = await reply
  if (!given.ok) throw new Error(`refused: ${given.code}`)
  return given
}

/** What the server answers to a private line. */
export const whisper = ({ client }: Pick<Talker, 'client'>, to: string, text = 'Just for you') =>
  client.emitWithAck('sayPrivately', { to, text, key: `private-${++lineKeys}` })

/** Says of every private line that it was drawn, as a page does; gives the lines. */
export function drawPrivateLines(client: Client): PrivateLine[] {
  const drawn: PrivateLine[] = []
  client.on('privateLine', (line, answer) => {
    drawn.push(line)
    answer()
  })
  return drawn
}

/** Two people who talk; `drawn`: what the second has drawn. */
export async function twoTalkers(app: TestApp): Promise<{ ana: Talker; bo: Talker; drawn: PrivateLine[] }> {
  const [ana, bo] = [await talker(app, 'Ana'), await talker(app, 'Bo')]
  return { ana, bo, drawn: drawPrivateLines(bo.client) }
}

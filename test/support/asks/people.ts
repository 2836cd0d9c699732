/** People with the asks of a room open, in tests. */
import type { Ask, AsksChange, AskAction, OpenedAsks, OwnAsk } from '../../../src/core/protocol/asks'
import type { TestApp } from '../app'
import { joined, newTab, waitFor, type Client } from '../clients'
import { must } from '../talker'
import type { TestPresenter } from '../presenter'

export interface Asker {
  client: Client
  browser: string
}

/** A page in the room; another tab of a browser where one is given. */
export async function asker(
  app: Pick<TestApp, 'client'>,
  { browser = newTab(), room, name }: { browser?: string; room?: string | undefined; name?: string } = {},
): Promise<Asker> {
  const client = app.client({ tab: newTab(), browser, room })
  await joined(client)
  if (name) await must(client.emitWithAck('takeName', { name }))
  return { client, browser }
}

let keys = 0

/** What the server answers to an ask. */
export function tryAsk(
  { client }: Pick<Asker, 'client'>,
  text: string,
  key = `ask-${++keys}`,
  isNamed = false,
) {
  return client.emitWithAck('addAsk', { key, text, isNamed })
}

/** Asks, and gives the number; fails when it is refused. */
export async function asks(person: Pick<Asker, 'client'>, text: string): Promise<number> {
  return (await must(tryAsk(person, text))).id
}

/** Changes the text of an own ask; fails when it is refused. */
export async function edits({ client }: Pick<Asker, 'client'>, id: number, text: string): Promise<void> {
  await must(client.emitWithAck('editAsk', { id, text }))
}

export function tryVote({ client }: Pick<Asker, 'client'>, id: number, isFor = true) {
  return client.emitWithAck('voteForAsk', { id, isFor })
}

/** Votes, and gives the votes; fails when it is refused. */
export async function votes(person: Pick<Asker, 'client'>, id: number, isFor = true): Promise<number> {
  return (await must(tryVote(person, id, isFor))).votes
}

/** What the server answers to a presenter's action. */
export function tryCare(
  { client }: Pick<TestPresenter, 'client'>,
  id: number,
  action: AskAction,
  how: { into?: number; answer?: string } = {},
) {
  return client.emitWithAck('careForAsk', { id, action, ...how })
}

/** An action; fails when it is refused. */
export async function cares(...[presenter, id, action, how]: Parameters<typeof tryCare>): Promise<void> {
  await must(tryCare(presenter, id, action, how))
}

export function openAsks({ client }: Pick<Asker, 'client'>): Promise<OpenedAsks> {
  return must(client.emitWithAck('openAsks'))
}

/** What a page with open asks shows, as it follows from what it is sent. */
export async function following(
  person: Pick<Asker, 'client'>,
  event: 'asks' | 'allAsks' = 'asks',
): Promise<{ shown: () => Ask[]; until: (fits: (asks: Ask[]) => boolean) => Promise<Ask[]> }> {
  let shown: Ask[] = []
  const follow = ({ changed, gone, isWhole }: AsksChange) => {
    const ids = new Set([...gone, ...changed.map(({ id }) => id)])
    shown = [...(isWhole ? [] : shown.filter(({ id }) => !ids.has(id))), ...changed]
    shown.sort((one, other) => one.id - other.id)
  }
  const early: AsksChange[] = []
  const keep = (change: AsksChange) => void early.push(change)
  person.client.on(event, keep)
  shown = (await openAsks(person)).asks
  person.client.off(event, keep)
  early.forEach(follow)
  person.client.on(event, follow)
  return {
    shown: () => shown,
    async until(fits) {
      if (!fits(shown)) await waitFor(person.client, event, () => fits(shown))
      return shown
    },
  }
}

/** The own asks that this page is told next, or the next that fit. */
export async function toldOwn(
  { client }: Pick<Asker, 'client'>,
  fits: (own: OwnAsk[]) => boolean = () => true,
): Promise<OwnAsk[]> {
  return (await waitFor<[OwnAsk[]]>(client, 'ownAsks', fits))[0]
}

/** Owns opening a room over HTTP. */
import { Router, type Request, type Response } from 'express'
import { randomInt, randomUUID } from 'node:crypto'
import { Budgets } from '../budgets'
import type { Config } from '../config'
import type { Rate } from '../core/budget'
import { codeFrom, HOUSE } from '../core/codes'
import type { Refusal } from '../core/events'
import { newRoom } from '../core/room-document'
import { refuse } from '../core/refusals'
import { hashOf, newPresenterKey } from '../keys'
import { addressOf, type Trust } from '../request'
import type { Store } from '../store/store'
import { bearerOf, opensRoom } from './presenter-key'

/** Codes tried before "none is free" is the answer. */
const MAX_TRIES = 10

const STATUS: Partial<Record<Refusal['code'], number>> = {
  'rooms-closed': 403,
  'wrong-key': 401,
  'too-fast': 429,
  'no-free-code': 503,
}

export interface OpenRooms {
  config: Config
  trust: Trust
  store: Promise<Store>
  shareUrl(request: Request): string
}

/** `POST /api/rooms` -> `201 {code, url, presenterUrl, presenterKey}`. */
export function roomsApi({ config, trust, store, shareUrl }: OpenRooms): Router {
  const rate: Rate = { perSecond: config.addressRooms / 3600, burst: config.addressRooms }
  const budget = new Budgets(rate)

  async function mayOpen(request: Request): Promise<Refusal | undefined> {
    if (config.openRooms === 'nobody') return refuse('rooms-closed')
    if (await opensRoom(await store, HOUSE, bearerOf(request))) return undefined
    if (config.openRooms === 'key') return refuse('wrong-key')
    return budget.take(addressOf(request, trust)) ? undefined : refuse('too-fast')
  }

  async function openRoom(): Promise<{ code: string; key: string } | Refusal> {
    const key = newPresenterKey()
    const now = Date.now()
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const code = codeFrom(() => randomInt(2 ** 32) / 2 ** 32)
      if (await (await store).createRoom(code, newRoom(hashOf(key), { now, newId: randomUUID }), now))
        return { code, key }
    }
    return refuse('no-free-code')
  }

  return Router().post('/api/rooms', async (request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store')
    const opened = (await mayOpen(request)) ?? (await openRoom())
    if ('ok' in opened) {
      if (opened.code === 'too-fast') response.set('Retry-After', String(Math.ceil(1 / rate.perSecond)))
      response.status(STATUS[opened.code] ?? 400).json(opened)
      return
    }
    const url = `${shareUrl(request)}r/${opened.code}`
    response.status(201).json({
      code: opened.code,
      url,
      presenterUrl: `${url}/present#key=${opened.key}`,
      presenterKey: opened.key,
    })
  })
}

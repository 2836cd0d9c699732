/** Answers load balancers: whether the process is alive, and whether it can do its work. */
import { Router } from 'express'
import { StoreError } from '../store/errors'
import type { Store } from '../store/store'
import { withTimeout } from '../with-timeout'

/** Milliseconds in which the store must answer. */
const CHECK_TIMEOUT_MS = 2000
/** The message if the cause is unknown. */
const UNREACHABLE = 'What is kept cannot be reached.'

export interface HealthParts {
  store: Promise<Store>
  isClosing: () => boolean
}

/** `GET /healthz`: 200 while the process lives. `GET /readyz`: 200 while people may be sent here, else 503. */
export function health({ store, isClosing }: HealthParts): Router {
  async function check(): Promise<string> {
    const opened = await store
    await opened.check()
    return opened.describes.sentence
  }

  return Router()
    .get('/healthz', (_request, response) => {
      response.set('Cache-Control', 'no-store').json({ ok: true })
    })
    .get('/readyz', async (_request, response) => {
      response.set('Cache-Control', 'no-store')
      const { ok, ...details } = await withTimeout(check(), CHECK_TIMEOUT_MS, UNREACHABLE).then(
        kept => ({ ok: true, kept }),
        (error: unknown) => ({
          ok: false,
          message: error instanceof StoreError ? error.message : UNREACHABLE,
        }),
      )
      if (isClosing()) response.status(503).json({ ok: false, message: 'This server is closing.' })
      else response.status(ok ? 200 : 503).json({ ok, ...details })
    })
}

/** `GET /metrics`: the measurements of this server, for a Prometheus that brings METRICS_TOKEN. */
import { Router } from 'express'
import { hashOf, isKey } from '../credentials'
import { bearerOf } from './presenter-auth'

const REFUSAL =
  'These are measurements for Prometheus: send the METRICS_TOKEN of this server as "Authorization: Bearer ...".\n'

export interface MetricsParts {
  token: string
  /** All measurements as text, and its content type. */
  read: () => Promise<{ type: string; text: string }>
}

/** Answers 200 with the measurements; without the token, or with a wrong one, 401 with a sentence. */
export function metrics({ token, read }: MetricsParts): Router {
  const hash = hashOf(token)
  return Router().get('/metrics', async (request, response) => {
    response.set('Cache-Control', 'no-store')
    if (!isKey(bearerOf(request) ?? '', hash)) {
      response.status(401).set('WWW-Authenticate', 'Bearer realm="metrics"').type('text').send(REFUSAL)
      return
    }
    const { type, text } = await read()
    response.set('Content-Type', type).send(text)
  })
}

/** Reads what a server tells Prometheus: its samples by name and labels, as they are written. */
import type { TestApp } from '../../support/app'

export const METRICS_TOKEN = 'a-token-for-prometheus'

export interface Scrape {
  text: string
  /** `ask_connections{transport="websocket"}` and its value. */
  samples: Map<string, number>
  /** The names of all metrics that are declared. */
  names: Set<string>
}

/** Asks as Prometheus does. Fails where it is not answered. */
export async function scrape(app: Pick<TestApp, 'url'>, basePath = ''): Promise<Scrape> {
  const response = await fetch(`${app.url}${basePath}/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
  const lines = text.split('\n').filter(line => line && !line.startsWith('#'))
  const samples = new Map(
    lines.map(line => {
      const [, name, value] = /^(.*) (\S+)$/.exec(line)!
      return [name!, Number(value)] as const
    }),
  )
  return { text, samples, names: new Set(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name!)) }
}

/** Checks whether the server could listen, or runs already. */
import { createServer } from 'node:net'
import type { Config } from '../../config'
import { bracketed } from '../../http/public-url'
import { listenProblem } from '../../start-message'
import { findingsOf, type Finding } from './finding'

const { fine, note, wrong } = findingsOf('Port')

/** Milliseconds in which a running server must answer. */
const ANSWER_TIMEOUT_MS = 3000

export interface CheckedPort {
  findings: Finding[]
  /** Whether a server of ours answers there. */
  isOurs: boolean
}

export async function checkPort(config: Config): Promise<CheckedPort> {
  const { port } = config
  const error = await tryListening(config)
  if (port === 0 && !error)
    return { findings: [note('PORT=0: each start takes another free port.')], isOurs: false }
  if (!error) return { findings: [fine(`Port ${port} is free.`)], isOurs: false }
  if (error.code !== 'EADDRINUSE') return { findings: [wrong(listenProblem(error, config))], isOurs: false }
  const ours = await runningServer(config)
  const taken = `Port ${port} is taken by something else than Ask the Audience at this address. End it, or set PORT to another one, e.g. PORT=${port === 65_535 ? port - 1 : port + 1}.`
  return { findings: [ours ?? wrong(taken)], isOurs: ours !== undefined }
}

function tryListening({ port, host }: Config): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', resolve)
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** What a server of ours there says of itself; undefined: there is none. */
async function runningServer(config: Config): Promise<Finding | undefined> {
  const { port, host, basePath } = config
  const name = host && !/^(0\.0\.0\.0|::)$/.test(host) ? bracketed(host) : '127.0.0.1'
  const url = `http://${name}:${port}${basePath}`
  const health = await answerOf(`${url}/healthz`)
  if (health?.ok !== true) return undefined
  const ready = await answerOf(`${url}/readyz`)
  // Others may answer "ok" to all that they are asked.
  if (ready?.ok === true && typeof ready.kept === 'string')
    return fine(`A server runs at port ${port}, and can record.`)
  if (ready?.ok !== false || typeof ready.message !== 'string') return undefined
  return wrong(`A server runs at port ${port}, but people cannot use it now: ${ready.message}`)
}

/** The answer as JSON; undefined: none, or another one. */
export async function answerOf(
  url: string,
): Promise<Partial<Record<'ok' | 'message' | 'kept', unknown>> | undefined> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      headers: { Connection: 'close' },
      redirect: 'error',
    })
    const answer = await response.json()
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}

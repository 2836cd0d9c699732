/** Prints the start message: where the pages are, how to share them, and warnings. */
import { toString as qrCode } from 'qrcode'
import type { Config } from './config'
import { presenterLink } from './core/pages'
import { limitSentence } from './open-files'
import { BURST_SECONDS } from './rate-limiter'
import type { Store } from './store/store'

interface StartParts {
  config: Config
  /** Where it listens. */
  port: number
  /** The addresses to share, most likely first. */
  toShare: readonly string[]
  store: Store
  /** The presenter key of the default room. */
  presenterKey: string
  /** The system's limit of open files; undefined: unknown. */
  filesLimit: number | undefined
  clockProblem: string | undefined
}

/** Prints the addresses, once the server listens and rooms can be entered. */
export async function printStart(parts: StartParts): Promise<void> {
  const { config, port, toShare, store, presenterKey, filesLimit, clockProblem } = parts
  const own = `http://localhost:${port}${config.basePath}/`
  console.log(`Listening on port ${port}.`)
  console.log(`On this computer:      ${own}`)
  if (config.hasDefaultRoom) console.log(`For the projector:     ${own}screen`)
  for (const url of toShare) console.log(`Share with the room:   ${url}`)
  if (config.hasDefaultRoom) printPresenter(own, presenterKey)
  else
    console.log(
      'Rooms:                 each is opened on the first page, and has a code and a projector’s page.',
    )
  console.log(store.describes.sentence)
  const limited =
    filesLimit !== undefined && limitSentence(filesLimit, config.addressConnections * BURST_SECONDS)
  if (limited) console.log(limited)
  if (clockProblem) console.log(clockProblem)
  if (toShare.length === 0) console.log('This computer is on no network, so phones cannot reach it yet.')
  else if (process.stdout.isTTY) console.log(await qrCode(toShare[0]!, { type: 'terminal', small: true }))
}

/** Why a server cannot listen, in a sentence with the setting to change. */
export function listenProblem({ code, message }: NodeJS.ErrnoException, { host, port }: Config): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: is Ask the Audience running already? Another port: set PORT, e.g. PORT=3001.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address "${host}". Set HOST to one of its own, or leave it out.`
  return `The server cannot listen: ${message}`
}

function printPresenter(own: string, key: string): void {
  console.log(`For the presenter only: ${presenterLink(own, key)}`)
  // Quoted for every shell; in PowerShell 5.1 "curl" is another program.
  const curl = process.platform === 'win32' ? 'curl.exe' : 'curl'
  console.log(`Announce from a script: ${curl} -H "Authorization: Bearer ${key}" "${own}broadcast/Hello"`)
}

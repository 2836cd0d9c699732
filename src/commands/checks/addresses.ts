/** Checks how people reach the server: PUBLIC_URL, or the addresses of this computer. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Config } from '../../config'
import { lanAddresses } from '../../http/lan'
import { bracketed, Share } from '../../http/public-url'
import { waitAtMost } from '../../with-timeout'
import { findingsOf, type Finding } from './finding'
import { answerOf } from './port'

const { fine, note, wrong } = findingsOf('Addresses')

/** Milliseconds in which a name server must answer. */
const LOOKUP_TIMEOUT_MS = 3000

/** @param isRunning whether a server of ours answers at the port */
export async function checkAddresses(config: Config, isRunning: boolean): Promise<Finding[]> {
  const { publicUrl, clientOrigins } = config
  const own = publicUrl ? [await checkPublicUrl(publicUrl, isRunning)] : await checkOwn(config)
  const others =
    clientOrigins.length > 0 ? [fine(`Pages of ${clientOrigins.join(', ')} may connect, too.`)] : []
  return [...own, ...others]
}

async function checkPublicUrl(url: URL, isRunning: boolean): Promise<Finding> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host)
    ? true
    : await waitAtMost(
        lookup(host).catch(() => undefined),
        LOOKUP_TIMEOUT_MS,
      )
  if (!found)
    return wrong(
      `PUBLIC_URL is ${url.href}, but no name server that this computer asks knows ${host}. Correct it, or have the name entered.`,
    )
  if (!isRunning)
    return fine(`People are told ${url.href}. Whether it leads here can be seen while the server runs.`)
  const answer = await answerOf(new URL('healthz', url).href)
  return answer?.ok === true
    ? fine(`People are told ${url.href}, which leads to a server of Ask the Audience.`)
    : wrong(
        `People are told ${url.href} (PUBLIC_URL), but no Ask the Audience answers there. Look at the proxy, or correct PUBLIC_URL.`,
      )
}

async function checkOwn(config: Config): Promise<Finding[]> {
  const { shareAddress, port, basePath } = config
  const hosts = await new Share(config, () => false).addresses()
  const findings: Finding[] = []
  const has = await lanAddresses()
  const isForeign = (host: string) => host === shareAddress && isIP(host) !== 0 && !has.includes(host)
  if (shareAddress && isForeign(shareAddress))
    findings.push(
      wrong(
        `SHARE_ADDRESS is ${shareAddress}, which this computer does not have: it has ${has.join(', ') || 'none'}. Correct it, or leave it out.`,
      ),
    )
  const portText = port === 0 ? '' : `:${port}`
  const reachable = hosts.filter(host => !isForeign(host))
  const urls = reachable.map(host => `http://${bracketed(host)}${portText}${basePath}/`)
  if (urls.length > 0) findings.push(fine(`In the same network people reach ${urls.join(' or ')}.`))
  else if (config.host)
    findings.push(
      note(
        `HOST=${config.host}: only this computer reaches the server. Behind a proxy set PUBLIC_URL; otherwise leave HOST out.`,
      ),
    )
  else findings.push(note('This computer is on no network, so phones cannot reach it yet.'))
  return findings
}

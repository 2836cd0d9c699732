/** Owns which source belongs to which network, made from the settings. */
import type { Logger } from 'pino'
import type { WallConfig } from '../config'
import type { Network } from '../core/wall'
import { Bluesky } from './bluesky'
import { Hub } from './hub'
import type { Paces, Source, Told } from './source'

export interface SourcesParts {
  config: WallConfig
  dataDir: string
  paces: Paces
  logger: Logger
}

/** Makes the hub with all sources that the settings name; none of them is asked for anything yet. */
export function openHub({ config, paces, logger }: SourcesParts): Hub {
  const { sources, search, images } = config
  const make: Record<Exclude<Network, 'room'>, (told: Told) => Source> = {
    bluesky: told =>
      new Bluesky({ streams: config.blueskyStreams, profiles: config.blueskyProfiles, images, paces, told }),
    mastodon: () => ({ network: 'mastodon', start() {}, stop() {} }),
    x: () => ({ network: 'x', start() {}, stop() {} }),
  }
  // Where nobody may search, no network is asked.
  const networks = sources.filter(network => network === 'room' || search !== 'off')
  return new Hub({ networks, sourceOf: (network, told) => make[network](told), logger })
}

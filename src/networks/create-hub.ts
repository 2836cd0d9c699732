/** Creates the hub with one source for each network that the settings name. */
import path from 'node:path'
import type { Logger } from 'pino'
import type { WallConfig } from '../config'
import type { Network } from '../core/protocol/wall'
import { Allowance } from './x/daily-quota'
import { Bluesky } from './bluesky/bluesky'
import { Hub } from './hub'
import { Mastodon } from './mastodon/mastodon'
import type { SourceIntervals, Source, SourceListener } from './source'
import { X } from './x/x'

export interface SourcesParts {
  config: WallConfig
  dataDir: string
  intervals: SourceIntervals
  logger: Logger
}

/** Creates the hub with all sources that the settings name; none of them connects yet. */
export function openHub({ config, dataDir, intervals, logger }: SourcesParts): Hub {
  const { sources, search, images } = config
  const make: Record<Exclude<Network, 'room'>, (listener: SourceListener) => Source | undefined> = {
    bluesky: listener =>
      new Bluesky({
        streams: config.blueskyStreams,
        profiles: config.blueskyProfiles,
        images,
        intervals,
        listener,
      }),
    mastodon: listener =>
      new Mastodon({
        server: config.mastodonServer,
        token: config.mastodonToken,
        images,
        intervals,
        listener,
      }),
    x: listener =>
      config.xToken === undefined
        ? undefined
        : new X({
            server: config.xServer,
            token: config.xToken,
            allowance: new Allowance(path.join(dataDir, 'x-posts.json'), config.xDailyPosts),
            images,
            intervals,
            listener,
          }),
  }
  // If nobody may search, no network is used.
  const networks = sources.filter(network => network === 'room' || search !== 'off')
  return new Hub({ networks, sourceOf: (network, listener) => make[network](listener), logger })
}

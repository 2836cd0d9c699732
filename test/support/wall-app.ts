/** Starts apps for tests of the wall, which ask fakes instead of networks and wait for short times only. */
import type { SourceIntervals } from '../../src/networks/source'
import type { FakeJetstream } from '../fakes/jetstream'
import { startApp, type TestApp } from './app'

/** Short ones, so that what is waited for comes soon; nothing is silent for long. */
export const QUICK: Partial<SourceIntervals> = {
  retryFirst: 20,
  retryMost: 200,
  refusedFirst: 30,
  refusedMost: 200,
  busyFirst: 60,
  busyMost: 300,
  answer: 500,
  authors: 5,
  poll: 40,
  pollGap: 5,
  linger: 20,
}

/** An app whose wall has these settings. */
export function wallApp(
  env: Record<string, string>,
  intervals: Partial<SourceIntervals> = {},
): Promise<TestApp> {
  return startApp({ SOCKET_EVENTS: '1000', ...env }, 0, { ...QUICK, ...intervals })
}

/** An app whose Bluesky is this fake. */
export function appWith(
  jetstream: FakeJetstream,
  env: Record<string, string> = {},
  intervals: Partial<SourceIntervals> = {},
): Promise<TestApp> {
  const fake = { BLUESKY_STREAMS: jetstream.url('ws'), BLUESKY_PROFILES: jetstream.url() }
  return wallApp({ ...fake, ...env }, intervals)
}

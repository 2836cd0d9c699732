/** The lines and the processor of the phones that the bench takes: what they are called elsewhere, in numbers. */

/** A line as bytes take their way over it. */
export interface Line {
  name: string
  /** Bits a second, towards the phone and from it. */
  down: number
  up: number
  /** Milliseconds from a request to the first byte of its answer, the server's time not counted. */
  roundTrip: number
  /**
   * Whether each connection costs a round trip before its first byte, and a server sends no more than a growing window
   * before it hears of what arrived (TCP's slow start from ten packets). Where not, `roundTrip` stands for all of it.
   */
  byPackets: boolean
  /** Milliseconds in which a phone must be interactive. */
  goal: number
}

/** How much slower the page's main thread is than this machine's: what DevTools and Lighthouse take for a phone. */
export const CPU_SLOWDOWN = 4

/**
 * What one request waits in the presets of DevTools, in round trips: Lighthouse's `DEVTOOLS_RTT_ADJUSTMENT_FACTOR`, and
 * the factor of the preset "Slow 3G". They stand for the connection, its encryption and its slow start.
 */
const FAST_REQUEST = 3.75
const SLOW_REQUEST = 5

/** "Fast 3G" of DevTools, now called "Slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms. */
const FAST = { name: '1.6 Mbit/s', down: 1_600_000, up: 750_000, roundTrip: 150, goal: 2500 }
/** "Slow 3G" of DevTools, now called "3G": 500 kbit/s of which 80 % arrive, 400 ms. */
const SLOW = { name: 'slow 3G', down: 400_000, up: 400_000, roundTrip: 400, goal: 7000 }

/** Each line twice: as DevTools imitates it, request by request, and as packets travel. */
export const LINES: readonly Line[] = [
  {
    ...FAST,
    name: `${FAST.name} as in DevTools`,
    down: FAST.down * 0.9,
    up: FAST.up * 0.9,
    roundTrip: FAST.roundTrip * FAST_REQUEST,
    byPackets: false,
  },
  {
    ...SLOW,
    name: `${SLOW.name} as in DevTools`,
    roundTrip: SLOW.roundTrip * SLOW_REQUEST,
    byPackets: false,
  },
  { ...FAST, name: `${FAST.name} by packets`, byPackets: true },
  { ...SLOW, name: `${SLOW.name} by packets`, byPackets: true },
]

/** A line that costs no time: what passes it is counted. */
export const OPEN_LINE: Line = {
  name: 'open',
  down: Infinity,
  up: Infinity,
  roundTrip: 0,
  byPackets: false,
  goal: Infinity,
}

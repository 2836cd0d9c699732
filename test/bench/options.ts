/** The command line of the bench, and the scenarios that follow from it. */
import { parseArgs } from 'node:util'
import type { ServerName } from './load/dialects'
import type { Scenario } from './measure'
import type { PhoneOptions } from './phone/main'

/** Voters above which the workshop's server is left out: it would only show that it has collapsed. */
const WORKSHOP_LIMIT = 1000
/** Bounds of what may be asked for; more voters meet the usual limits of open files. */
const LIMITS = { voters: 19_000, seconds: 60, rate: 5000, repeat: 10 }
const USAGE = `npm run bench -- [--quick] [--voters N] [--seconds S] [--rate VOTES_PER_SECOND] [--repeat N] [--only PART] [--profile FOLDER] [--beside DIST]
Parts: poll, joins, arrivals, returns, ballots, types, chat, wall, phone; all of them without --only.
Without --rate everybody votes once in S seconds. --beside: another build, whose page is measured by turns with ours.`

export const PARTS = [
  'poll',
  'joins',
  'arrivals',
  'returns',
  'ballots',
  'types',
  'chat',
  'wall',
  'phone',
] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  /** What is measured. */
  parts: readonly Part[]
  /** Visits within ten seconds, for each measurement of arrivals. */
  arrivals: readonly number[]
  /** Voters who join at once. */
  joins: number
  scenarios: Scenario[]
  repeat: number
  profile: string | undefined
  /** Visits of a phone on each line, and the builds whose pages it visits. */
  phone: PhoneOptions
}

/** Reads the arguments. Throws a sentence when they make no sense. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      voters: { type: 'string' },
      seconds: { type: 'string' },
      rate: { type: 'string' },
      repeat: { type: 'string' },
      only: { type: 'string' },
      profile: { type: 'string' },
      beside: { type: 'string' },
    },
  })
  const { quick, voters, seconds, rate, repeat, only, profile, beside } = values
  const isOwn = voters !== undefined || seconds !== undefined || rate !== undefined
  const own = () => {
    const people = number(voters, 1000, LIMITS.voters)
    const time = number(seconds, 5, LIMITS.seconds)
    return scenario(people, rate === undefined ? people : number(rate, 200, LIMITS.rate) * time, time)
  }
  const standard = quick
    ? [scenario(100, 100, 1)]
    : [scenario(1000, 1000, 5), scenario(5000, 2000, 10), scenario(10_000, 10_000, 5)]
  const parts = only === undefined ? PARTS : PARTS.filter(part => part === only)
  if (parts.length === 0) throw new Error(`"${only}" is no part of the bench.\n${USAGE}`)
  return {
    parts,
    arrivals: voters !== undefined ? [number(voters, 1000, LIMITS.voters)] : quick ? [200] : [1000, 5000],
    joins: number(voters, quick ? 200 : 10_000, LIMITS.voters),
    scenarios: isOwn ? [own()] : standard,
    repeat: number(repeat, quick ? 1 : 3, LIMITS.repeat),
    profile,
    phone: {
      visits: number(repeat, quick ? 1 : 7, LIMITS.repeat),
      builds: beside === undefined ? ['dist'] : ['dist', beside],
      isQuick: quick,
    },
  }
}

function scenario(voters: number, votes: number, seconds: number): Scenario {
  const servers: ServerName[] = ['ours', 'bare ws']
  return { voters, votes, seconds, servers: voters > WORKSHOP_LIMIT ? servers : ['workshop', ...servers] }
}

function number(text: string | undefined, standard: number, most: number): number {
  const value = Number(text ?? standard)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`"${text}" is not a whole number from 1 to ${most}.\n${USAGE}`)
  return value
}

/**
 * A whole talk's questions from the room, as the guide describes them: 40 people ask, 300 votes are cast, a presenter
 * approves, merges, hides and answers. What everybody has seen of it at the end is worked out here, from what was done.
 */
import sortBy from 'lodash/sortBy'
import times from 'lodash/times'
import type { TestApp } from '../app'
import { connectPresenter, type OpenedRoom, type TestPresenter } from '../presenter'
import { must } from '../talker'
import { asker, cares, tryAsk, votes, type Asker } from './people'

const PEOPLE = 40
const VOTES = 300
/** The first ones are approved, the others wait to the end. */
const APPROVED = 36
/** Merged into another one; the last pair is taken apart again. */
const MERGES = [
  [8, 0],
  [9, 0],
  [12, 9],
  [10, 1],
] as const
const ALOUD = [0, 1, 2, 3, 4, 5, 6]
const IN_A_LINE = [7, 11, 13, 14, 15]
const WITHDRAWN = 32
const HIDDEN = [33, 34]
const RESTORED = 35
/** Votes that are cast after the merging. */
const LATE_VOTES = 5

/** What everybody has seen of an ask. */
export interface SeenAsk {
  id: number
  text: string
  name: string
  votes: number
  state: 'shown' | 'answered'
  answer?: string
}

export interface Talk {
  presenter: TestPresenter
  people: Asker[]
  /** Those with most votes first. */
  seen: SeenAsk[]
  /** The texts of those that nobody but presenters may see, and that are in the presenters' files. */
  waiting: string[]
  merged: string[]
  /** The texts of those that are in no file. */
  hidden: string[]
}

/** The text of an ask: some are as bad for files, letters and paper as a text can be. */
export function textOf(place: number): string {
  const special: Partial<Record<number, string>> = {
    1: '=HYPERLINK("http://evil.example","click")',
    2: 'שאלה מהקהל, 2?',
    3: `${'A long question out of the room, '.repeat(9)}3?`,
    4: 'In two lines,\nask 4?',
  }
  return special[place] ?? `Why is it so with ask ${place}?`
}

const answerTo = (place: number) => `-1+${place}, because it is so.`
const nameOf = (place: number) => (place % 2 === 0 ? `Person ${place}` : '')

/** Who votes for which ask: few for the later ones, and nobody for the own one. */
function ballots(): [person: number, ask: number][] {
  const early = times(APPROVED, ask =>
    times(17 - Math.floor(ask / 2), n => [(ask + 1 + n) % PEOPLE, ask] as [number, number]),
  ).flat()
  const late = times(LATE_VOTES, n => [25 + n, 0] as [number, number])
  return [...early.slice(0, VOTES - LATE_VOTES), ...late]
}

/** Holds the talk in this room. The numbers of the asks are 1 to 40, in the order of their places from 0. */
export async function holdTalk(app: TestApp, room: Pick<OpenedRoom, 'code' | 'presenterKey'>): Promise<Talk> {
  const presenter = await connectPresenter(app, room)
  await must(presenter.client.emitWithAck('setAsks', { isOpen: true, approve: true }))
  const people: Asker[] = []
  for (const place of times(PEOPLE)) {
    const name = nameOf(place)
    const person = await asker(app, { room: room.code, ...(name && { name }) })
    people.push(person)
    await must(tryAsk(person, textOf(place), `talk-${place}`, name !== ''))
  }
  for (const place of times(APPROVED)) await cares(presenter, place + 1, 'approve')

  const voters = new Map<number, Set<number>>(times(PEOPLE, place => [place, new Set()]))
  const vote = async ([person, ask]: [number, number]) => {
    voters.get(ask)!.add(person)
    await votes(people[person]!, ask + 1)
  }
  const all = ballots()
  await Promise.all(all.slice(0, -LATE_VOTES).map(vote))
  for (const [from, into] of MERGES) await cares(presenter, from + 1, 'merge', { into: into + 1 })
  const [apart] = MERGES[MERGES.length - 1]!
  await cares(presenter, apart + 1, 'unmerge')
  await Promise.all(all.slice(-LATE_VOTES).map(vote))

  for (const place of ALOUD) {
    await cares(presenter, place + 1, 'screen')
    await cares(presenter, place + 1, 'answer')
  }
  for (const place of IN_A_LINE) await cares(presenter, place + 1, 'answer', { answer: answerTo(place) })
  for (const place of [...HIDDEN, RESTORED]) await cares(presenter, place + 1, 'hide')
  await cares(presenter, RESTORED + 1, 'restore')
  await must(people[WITHDRAWN]!.client.emitWithAck('withdrawAsk', { id: WITHDRAWN + 1 }))

  const merged = MERGES.slice(0, -1).map(([from]) => from)
  const unseen = [...merged, ...HIDDEN, WITHDRAWN]
  const seen = times(APPROVED)
    .filter(place => !unseen.includes(place))
    .map((place): SeenAsk => {
      // All of them stand for the first one.
      const group = place === 0 ? [0, ...merged] : [place]
      const count = new Set(group.flatMap(each => [...voters.get(each)!])).size
      const answer = ALOUD.includes(place) ? '' : IN_A_LINE.includes(place) ? answerTo(place) : undefined
      return {
        id: place + 1,
        text: textOf(place),
        name: nameOf(place),
        votes: count,
        state: answer === undefined ? 'shown' : 'answered',
        ...(answer !== undefined && { answer }),
      }
    })
  return {
    presenter,
    people,
    seen: sortBy(seen, [({ votes }) => -votes, 'id']),
    waiting: times(PEOPLE - APPROVED, n => textOf(APPROVED + n)),
    merged: merged.map(textOf),
    hidden: [...HIDDEN, WITHDRAWN].map(textOf),
  }
}

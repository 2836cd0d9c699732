/** Which answers an item of QTI 1.2 gives points for: what its rules compare an answer with, and how many they give. */
import { allNamed, childOf, elementsOf, trimmedIn, type XmlNode } from './tree'

export interface Rules {
  /** What an answer that is right is compared with: identifiers of choices, or spellings. */
  identifiers: string[]
  /** The same in the order of the best rule. */
  order: string[]
  /** All that the best rule names, and whether it wants it chosen. */
  named: { identifier: string; isWanted: boolean }[]
  /** The numbers that are right, as a list as text writes them; undefined: no range is given. */
  number: string | undefined
  /** Identifiers of what is said to whoever is right. */
  feedback: string[]
  /** Whether another answer gets points, but fewer. */
  hasPartly: boolean
}

interface Rule {
  points: number
  /** Whether points are added to others: each right choice has a rule of its own. */
  isAdded: boolean
  equal: string[]
  named: Rules['named']
  range: { low: number | undefined; high: number | undefined }
  feedback: string[]
}

/** @param isMany whether several choices can be right, each by a rule of its own */
export function rightOf(item: XmlNode, isMany: boolean): Rules {
  const rules = allNamed(item, 'respcondition').map(readRule)
  const giving = rules.filter(({ points, equal, range }) => {
    const compares = equal.length > 0 || range.low !== undefined || range.high !== undefined
    return points > 0 && compares
  })
  const most = Math.max(0, ...giving.map(({ points }) => points))
  const best = giving.filter(({ points, isAdded }) => points === most || (isMany && isAdded))
  const [first] = best
  return {
    identifiers: [...new Set(best.flatMap(({ equal }) => equal))],
    order: first?.equal ?? [],
    named: first?.named ?? [],
    number: best.map(rangeText).find(text => text !== undefined),
    feedback: best.flatMap(({ feedback }) => feedback),
    hasPartly: giving.length > best.length,
  }
}

function readRule(rule: XmlNode): Rule {
  const condition = childOf(rule, 'conditionvar')
  const given = allNamed(rule, 'setvar').filter(({ attributes }) =>
    /^(?:|score|que_score)$/i.test(nameIn(attributes)),
  )
  const links = allNamed(rule, 'displayfeedback').map(({ attributes }) => attributes['linkrefid'] ?? '')
  const isCalledRight =
    (rule.attributes['title'] ?? '').toLowerCase() === 'correct' || links.some(link => /^correct/i.test(link))
  return {
    points: given.length > 0 ? Math.max(...given.map(pointsOf)) : isCalledRight ? 1 : 0,
    isAdded: given.some(({ attributes }) => (attributes['action'] ?? '').toLowerCase() === 'add'),
    equal: condition ? valuesIn(condition, 'varequal') : [],
    named: condition ? namedIn(condition) : [],
    range: {
      low: condition && boundIn(condition, 'vargte', 'vargt'),
      high: condition && boundIn(condition, 'varlte', 'varlt'),
    },
    feedback: links,
  }
}

const nameIn = (attributes: Readonly<Record<string, string>>) =>
  attributes['varname'] ?? attributes['variablename'] ?? ''

/** `SCORE.max` is all there are. */
function pointsOf(setvar: XmlNode): number {
  const said = trimmedIn(setvar)
  if (/max/i.test(said)) return Number.MAX_VALUE
  const points = Number(said.replace(',', '.'))
  return Number.isFinite(points) ? points : 0
}

/** What the condition wants, without what it forbids. */
function valuesIn(condition: XmlNode, name: string): string[] {
  return elementsOf(condition).flatMap(child => {
    if (child.name === 'not') return []
    if (child.name === name) return [trimmedIn(child)]
    return valuesIn(child, name)
  })
}

/** With what it forbids. */
function namedIn(condition: XmlNode, isWanted = true): Rules['named'] {
  return elementsOf(condition).flatMap(child => {
    if (child.name === 'varequal') return [{ identifier: trimmedIn(child), isWanted }]
    return namedIn(child, child.name === 'not' ? !isWanted : isWanted)
  })
}

function boundIn(condition: XmlNode, ...names: string[]): number | undefined {
  const [value] = names.flatMap(name => valuesIn(condition, name))
  const bound = value === undefined || value === '' ? NaN : Number(value)
  return Number.isFinite(bound) ? bound : undefined
}

function rangeText({ range: { low, high } }: Rule): string | undefined {
  if (low === undefined || high === undefined || low > high) return undefined
  return low === high ? String(low) : `${low}..${high}`
}

/** OLAT says of each statement whether it is right: `1234:correct`, `1235:wrong`. */
const JUDGED = /:(correct|wrong)$/

/** The places of the right choices; undefined: something is right, and it cannot be told which. */
export function rightChoices(
  choices: readonly { identifier: string }[],
  { identifiers, named }: Rules,
): Set<number> | undefined {
  const wanted = new Set(
    identifiers.filter(each => JUDGED.exec(each)?.[1] !== 'wrong').map(each => each.replace(JUDGED, '')),
  )
  const isKnown = ({ identifier }: { identifier: string }) =>
    choices.some(each => each.identifier === identifier)
  const right = new Set(choices.flatMap(({ identifier }, place) => (wanted.has(identifier) ? [place] : [])))
  if (right.size > 0 || identifiers.length === 0) return right
  // Blackboard Ultra gives choices new names, and its rules the old ones, in the order of the choices.
  if (named.length !== choices.length || named.some(isKnown)) return undefined
  return new Set(named.flatMap(({ isWanted }, place) => (isWanted ? [place] : [])))
}

/**
 * What stands in brackets behind a question of a list: its type with what this type needs, and how it is asked, such as
 * `[scale 1-5: never … always, live]`.
 */
import type { Tag } from '../question-types/question-type'
import { isTypeName, PLAIN_TYPE, typeNamed, type Question, type TypeName } from '../question-types/registry'

type Manner = Pick<Question, 'kind' | 'results' | 'canAbstain' | 'needsApproval'>

export interface Brackets {
  /** As they were written, without the brackets. */
  text: string
  name: TypeName
  tag: Tag | undefined
  manner: Partial<Manner>
}

const BAR = '['
const MANNERS: Record<string, Partial<Manner>> = {
  ballot: { kind: 'ballot' },
  hands: { kind: 'hands' },
  hidden: { results: 'hidden' },
  live: { results: 'live' },
  abstain: { canAbstain: true },
  approve: { needsApproval: true },
}

/** What looks like a type with what it needs, such as `many 1 to 3`; `[number line]` is a part of the question. */
const ALMOST = /^([a-z]+)\s*[\d:=.;,]/i

/** What stands in brackets at the end of a line and was meant as a type, but cannot be read; undefined: nothing. */
export function unreadBrackets(line: string): string | undefined {
  if (line[line.length - 1] !== ']' || bracketsOf(line)) return undefined
  const bar = line.lastIndexOf(BAR)
  const text = line.slice(bar + 1, -1).trim()
  const [, name = ''] = ALMOST.exec(text) ?? []
  return bar >= 0 && isTypeName(name.toLowerCase()) ? text : undefined
}

/** The first line of a question without its brackets, and what they say. */
export function withoutBrackets(line: string): { text: string; brackets: Brackets | undefined } {
  const brackets = bracketsOf(line)
  return { text: brackets ? line.slice(0, line.lastIndexOf(BAR)).trim() : line, brackets }
}

/** What the brackets at the end of a line say; undefined: they belong to the question. */
export function bracketsOf(line: string): Brackets | undefined {
  const bar = line.lastIndexOf(BAR)
  if (bar < 0 || line[line.length - 1] !== ']') return undefined
  const text = line.slice(bar + 1, -1).trim()
  const pieces = text.split(',')
  const manner: Partial<Manner> = {}
  while (pieces.length > 0) {
    const said = MANNERS[pieces[pieces.length - 1]!.trim().toLowerCase()]
    if (!said) break
    Object.assign(manner, { ...said, ...manner })
    pieces.pop()
  }
  const rest = pieces.join(',').trim()
  if (rest === '') return text === '' ? undefined : { text, name: PLAIN_TYPE, tag: undefined, manner }
  const [name = ''] = /^[a-z]+/i.exec(rest) ?? []
  const type = name.toLowerCase()
  // One choice is what a question asks for that says nothing.
  if (type === PLAIN_TYPE || !isTypeName(type)) return undefined
  const tag = typeNamed(type).readTag(rest.slice(name.length).trim())
  return tag && { text, name: type, tag, manner }
}

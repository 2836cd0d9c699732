/** Reads a text of another format in which single questions stand in GIFT: those as GIFT, the rest as what it is. */
import { chunksOf, isAside, isTitled } from './chunks'
import { readChunks } from './read-gift'
import { LINE_END, type Line } from '../lines'
import { canBeAsked, type Understanding } from '../understood'

/** Answers in braces; nothing between them is an essay, where they end the question. */
const HAS_ANSWERS = /(?:^|[^\\])\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}]|\}$)/

/**
 * Undefined: it is GIFT, for that understands more of its lines than the other format would.
 * @param understandRest reads the text without what is GIFT
 */
export function readMixed(
  text: string,
  lines: readonly Line[],
  understandRest: (text: string) => Understanding,
): Understanding | undefined {
  const chunks = chunksOf(lines, true)
  const asides = new Set(chunks.filter(chunk => chunk.every(isAside)))
  const asked = new Set(chunks.filter(chunk => !asides.has(chunk) && hasAnswers(chunk)))
  const ofGift = chunks.filter(chunk => asides.has(chunk) || asked.has(chunk))
  const rest = chunks.filter(chunk => !asides.has(chunk) && !asked.has(chunk)).flat()
  const askedCount = [...asked].flat().length
  if (askedCount === 0 || rest.length <= askedCount) return undefined

  const taken = new Set(ofGift.flat().map(({ number }) => number))
  // Lines of one paragraph have one number, and cannot be told apart.
  if (rest.some(({ number }) => taken.has(number))) return undefined
  const other = understandRest(
    text
      .split(LINE_END)
      .map((line, index) => (taken.has(index + 1) ? '' : line))
      .join('\n'),
  )
  const understood = other.questions.filter(canBeAsked)
  const covered = rest.filter(({ number }) =>
    understood.some(({ first, last }) => number >= first && number <= last),
  )
  if (covered.length <= askedCount) return undefined
  const gift = readChunks(ofGift)
  return {
    format: other.format,
    questions: [...gift.questions, ...other.questions].sort((one, next) => one.first - next.first),
    problems: [...gift.problems, ...other.problems].sort((one, next) => one.line - next.line),
  }
}

function hasAnswers(chunk: readonly Line[]): boolean {
  const asking = chunk.filter(line => !isAside(line))
  const text = asking.map(line => line.text).join('\n')
  return HAS_ANSWERS.test(text) || (isTitled(asking[0]!) && text.includes('{'))
}

/**
 * `npm run bench:import`: how long 5,000 pasted lines of each format take to be understood, beside two yardsticks on the
 * same bytes: splitting them by lines, and reading them as JSON. Machines differ; the ratio to JSON is what counts.
 */
import { understand } from '../../src/core/import/understand'

const LINES = 5000
const ROUNDS = 15

/** The text of the question with this number, with the empty line behind it. */
const FORMATS: Record<string, (number: number) => string> = {
  own: number =>
    `Which of these is number ${number}?\nThis one\n*That one\nAnother one that is a little longer\nNone of them\n\n`,
  aiken: number =>
    `Which of these is number ${number}?\nA. This one\nB. That one\nC. Another one that is a little longer\nD. None of them\nANSWER: B\n\n`,
  prose: number =>
    `${number}. Which of these is number ${number},\nand why do you think so?\na) This one\nb) That one\nc) Another one that is a little longer\nAnswer: b\nExplanation: it stands there.\n\n`,
  markdown: number =>
    `## Which of these is number ${number}?\n\n- [ ] This one\n- [x] That one\n- [ ] Another one that is a little longer\n- [ ] None of them\n\n`,
  gift: number =>
    `::Q${number}:: Which of these is number ${number}? {\n~This one\n=That one\n~Another one that is a little longer\n}\n\n`,
  table: number =>
    `Which of these is number ${number}?\tThis one\tThat one\tAnother one that is a little longer\tNone of them\t2\n`,
  numbers: number =>
    `${number}. What is ${number} + 1?\n1. ${number}\n2. ${number + 1}\n3. ${number + 2}\nAnswer: 2\n\n`,
}

/** So many lines of questions. */
function linesIn(format: string): string {
  const one = FORMATS[format]!
  let text = ''
  let lines = 0
  for (let number = 1; lines < LINES; number++) {
    const next = one(number)
    lines += next.split('\n').length - 1
    text += next
  }
  return text
}

/** Milliseconds of this process that it takes, whatever else the machine does: the median of several rounds. */
function millisecondsOf(act: () => unknown, rounds = ROUNDS): number {
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage()
    act()
    return process.cpuUsage(before).user / 1000
  })
  return times.sort((one, other) => one - other)[rounds >> 1]!
}

function report(): void {
  console.log(`${LINES} lines of each format; milliseconds, medians of ${ROUNDS}`)
  const rows = Object.keys(FORMATS).map(format => {
    const text = linesIn(format)
    const before = process.cpuUsage()
    const { questions, format: read } = understand(text)
    const first = process.cpuUsage(before).user / 1000
    const ms = millisecondsOf(() => understand(text))
    const json = JSON.stringify(text.split('\n').map(line => ({ line })))
    const ofJson = millisecondsOf(() => JSON.parse(json))
    const ofLines = millisecondsOf(() => text.split('\n').map(line => line.trim()))
    const figures = { first, ms, 'JSON.parse': ofJson, split: ofLines, 'ms / JSON.parse': ms / ofJson }
    const rounded = Object.entries(figures).map(
      ([name, figure]) => [name, Number(figure.toFixed(2))] as const,
    )
    return { format, read, questions: questions.length, ...Object.fromEntries(rounded) }
  })
  console.table(rows)
}

report()

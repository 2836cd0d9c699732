/**
 * `ask-the-audience doctor`: looks at all that a server needs, and says in sentences what is wrong and what to do. It
 * changes nothing: what it writes to try a folder or Redis is removed again.
 */
import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkAddresses } from './checks/addresses'
import { checkData } from './checks/data'
import { findingsOf, type Finding } from './checks/finding'
import { checkClock, checkOpenFiles } from './checks/machine'
import { checkPort } from './checks/port'
import { checkSettings } from './checks/settings'
import { CommandError, environment, runSafely } from './command'

const USAGE = 'Usage: ask-the-audience doctor [--seats NUMBER] [--json]'
const SERVER = path.join(__dirname, '..', 'server.js')
const PAGES = path.join(__dirname, '..', '..', 'dist', 'public', 'index.html')

/** Ends with code 1 if something is wrong. */
export function run(words: readonly string[]): Promise<void> {
  return runSafely(async () => {
    const { seats, json } = optionsIn(words)
    const findings = await examine(seats)
    const isWrong = findings.some(({ level }) => level === 'wrong')
    console.log(json ? JSON.stringify({ ok: !isWrong, findings }, null, 2) : textOf(findings))
    if (isWrong) process.exitCode = 1
  })
}

function optionsIn(words: readonly string[]): { seats: number | undefined; json: boolean } {
  try {
    const options = { seats: { type: 'string' }, json: { type: 'boolean', default: false } } as const
    const { seats, json } = parseArgs({ args: [...words], options }).values
    if (seats !== undefined && !/^[1-9]\d{0,6}$/.test(seats)) throw new CommandError(USAGE)
    return { seats: seats === undefined ? undefined : Number(seats), json }
  } catch {
    throw new CommandError(USAGE)
  }
}

async function examine(seats: number | undefined): Promise<Finding[]> {
  const { config, findings } = checkSettings(environment())
  const port = await checkPort(config)
  const data = await checkData(config, port.isOurs)
  return [
    ...checkProgram(),
    ...findings,
    ...port.findings,
    ...data.findings,
    checkClock(data, builtAt()),
    checkOpenFiles(config, seats),
    ...(await checkAddresses(config, port.isOurs)),
  ]
}

/** An older Node was refused before this file was loaded. */
function checkProgram(): Finding[] {
  const node = findingsOf('Node').fine(`${process.version} runs this program.`)
  try {
    accessSync(PAGES, constants.R_OK)
    return [node]
  } catch {
    const says = `The pages cannot be read (${PAGES}). Build them with "npm run build".`
    return [node, findingsOf('Pages').wrong(says)]
  }
}

/** When the program was built; 0: unknown. */
function builtAt(): number {
  return statSync(SERVER, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function textOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ part }) => part.length))
  const lines = findings.map(
    ({ part, level, says }) =>
      `${(level === 'wrong' ? 'WRONG' : level).padEnd(5)}  ${part.padEnd(width)}  ${says}`,
  )
  const count = findings.filter(({ level }) => level === 'wrong').length
  const sum =
    count === 0 ? 'Nothing is wrong.' : count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`
  return [...lines, '', sum].join('\n')
}

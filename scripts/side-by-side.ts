/**
 * Runs commands of this repository in parallel, one per processor, and prints the output of those that failed:
 * `node scripts/run.js scripts/side-by-side.ts "npm run build" "tsc -p ."`. Exits with code 1 if one of them failed.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

interface Outcome {
  hasFailed: boolean
  output: string
  seconds: number
}

function run(command: string): Promise<Outcome> {
  const began = performance.now()
  return new Promise(resolve => {
    // In a shell, because on Windows the packages' programs are scripts.
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', data => void (output += String(data)))
    child.once('close', code => {
      resolve({ hasFailed: code !== 0, output, seconds: (performance.now() - began) / 1000 })
    })
  })
}

async function main(): Promise<void> {
  const waiting = process.argv.slice(2)
  const takeTurns = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
      const { hasFailed, output, seconds } = await run(command)
      console.log(`${hasFailed ? 'FAILED' : 'done'} in ${seconds.toFixed(1)} s: ${command}`)
      if (hasFailed) {
        process.stdout.write(output)
        process.exitCode = 1
      }
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns))
}

void main()

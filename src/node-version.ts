/** Checks that Node is new enough; imported first, before modules that an older Node cannot load. */

const OLDEST = [20, 19] as const

/** A sentence if this version of Node is too old. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  return isOld
    ? `Ask the Audience needs Node ${OLDEST.join('.')} or newer; this is ${version}. Get one at https://nodejs.org.`
    : undefined
}

const problem = nodeProblem(process.version)
if (problem) {
  console.error(problem)
  process.exit(1)
}

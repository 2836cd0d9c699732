/**
 * Runs a TypeScript file of this repository, or says in one sentence what is missing: `node scripts/run.js FILE [--unless-built]`.
 * Plain JavaScript without packages, because it runs before it knows what is installed.
 */
'use strict'

const { existsSync } = require('node:fs')
const path = require('node:path')

const UNLESS_BUILT = '--unless-built'
const root = path.join(__dirname, '..')

function isInstalled(name) {
  try {
    require.resolve(name, { paths: [root] })
    return true
  } catch {
    return false
  }
}

function isBuilt() {
  return ['server.js', 'public/index.html'].every(file => existsSync(path.join(root, 'dist', file)))
}

function stop(sentence) {
  console.error(sentence)
  process.exitCode = 1
}

function main() {
  const [file, ...rest] = process.argv.slice(2)
  if (isInstalled('ts-node/register/transpile-only') && isInstalled('esbuild')) {
    process.argv = [process.argv[0], path.resolve(root, file), ...rest.filter(each => each !== UNLESS_BUILT)]
    require('ts-node/register/transpile-only')
    require(process.argv[1])
  } else if (!isInstalled('express')) stop('Nothing is installed yet: run "npm ci" first.')
  else if (!rest.includes(UNLESS_BUILT))
    stop('The packages that this needs are not installed: run "npm ci --include=dev".')
  else if (isBuilt())
    console.log('Nothing is built, for the packages that build are not installed; starting what is there.')
  else
    stop(
      'The server is not built, and the packages that build it are not installed (NODE_ENV=production leaves them out): ' +
        'run "npm ci --include=dev && npm run build" once; after that "npm start" and "node dist/server.js" work without them.',
    )
}

main()

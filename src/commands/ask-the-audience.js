#!/usr/bin/env node
// @ts-check
/**
 * The program by its name: `ask-the-audience` starts the server, and its first word may be a command. Plain JavaScript
 * that loads nothing before it knows that this Node is new enough.
 */
'use strict'

require('../node-version')

/** Each loads its own file, so that a command starts no server. */
const COMMANDS = {
  backup: () => require('./backup'),
  restore: () => require('./restore'),
  doctor: () => require('./doctor'),
}

const USAGE = `ask-the-audience                  starts the server; settings are environment variables, such as PORT=8080
ask-the-audience backup FOLDER    saves the data in an empty folder, also while the server runs
ask-the-audience restore FOLDER   puts a saved folder in the place of the data, while no server runs
ask-the-audience doctor           says what is wrong with this computer or the settings; --seats 500, --json
ask-the-audience --version        the version of this program

Data is kept in DATA_DIR, otherwise in the folder "data" where it is started.
More: https://nodejs.org for Node itself, README.md and docs/operations.md beside this program for all else.`

/** @param {string[]} words */
function main([command, ...words]) {
  if (command === undefined) return void require('../server')
  if (command === '--version' || command === '-v') return console.log(require('../../package.json').version)
  if (command === '--help' || command === '-h' || command === 'help') return console.log(USAGE)
  const load = Object.entries(COMMANDS).find(([name]) => name === command)?.[1]
  if (load) return void load().run(words)
  console.error(`There is no command "${command}".\n\n${USAGE}`)
  process.exitCode = 1
}

main(process.argv.slice(2))

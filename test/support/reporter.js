/**
 * Prints the closing line of a test run: `N passed, N failed, N skipped`. In CI a skipped test is a failed run, and so
 * are more second attempts than a busy machine explains.
 */
'use strict'
const path = require('node:path')
const { reporters, Runner } = require('mocha')

/** More tests than this that pass at their second attempt only are a fault of ours. */
const MOST_SECOND_ATTEMPTS = 3

const failRun = () => process.on('exit', () => (process.exitCode = process.exitCode || 1))

class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    // A file that cannot be loaded, or that ends its process, has no test to name it.
    runner.on(Runner.constants.EVENT_TEST_FAIL, (_test, error) => {
      if (error?.file) console.log(`Failed as a whole: ${path.relative(process.cwd(), error.file)}`)
    })
    const secondAttempts = []
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      secondAttempts.push(`${test.fullTitle()}\n${error?.stack ?? error}`)
    })
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats
      if (process.env.CI && pending > 0) {
        console.log('In CI nothing may be skipped.')
        failRun()
      }
      for (const attempt of secondAttempts) console.log(`Needed a second attempt: ${attempt}`)
      if (secondAttempts.length > MOST_SECOND_ATTEMPTS) {
        console.log(`${secondAttempts.length} tests needed a second attempt; ${MOST_SECOND_ATTEMPTS} may.`)
        failRun()
      }
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`)
    })
  }
}

module.exports = Reporter

/** Prints the closing line of a test run: `N passed, N failed, N skipped`. In CI a skipped test is a failed run. */
'use strict'
const path = require('node:path')
const { reporters, Runner } = require('mocha')

class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    // A file that cannot be loaded, or that ends its process, has no test to name it.
    runner.on(Runner.constants.EVENT_TEST_FAIL, (_test, error) => {
      if (error?.file) console.log(`Failed as a whole: ${path.relative(process.cwd(), error.file)}`)
    })
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats
      if (process.env.CI && pending > 0) {
        console.log('In CI nothing may be skipped.')
        process.on('exit', () => (process.exitCode = process.exitCode || 1))
      }
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`)
    })
  }
}

module.exports = Reporter

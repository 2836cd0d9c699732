/**
 * A wrong clock: loaded before a server, it shifts Date by CLOCK_SHIFT milliseconds, and by NEXT_SHIFT from
 * SIGUSR2 on. Only Date: a computer's clock can be set, the time since it started cannot.
 */
const RealDate = Date
let shift = Number(process.env.CLOCK_SHIFT ?? 0)

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length > 0) super(...args)
    else super(RealDate.now() + shift)
  }

  static now() {
    return RealDate.now() + shift
  }
}

process.on('SIGUSR2', () => {
  shift = Number(process.env.NEXT_SHIFT)
  console.log('The clock is set.')
})

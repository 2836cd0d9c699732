/** What a soak finds in what a server holds, with made-up figures. */
import { expect } from 'chai'
import { growing, moreThan, type Held } from '../soak/verdict'

const MIB = 1024 * 1024
const held = (changes: Partial<Held> = {}): Held => ({
  bytes: 60 * MIB,
  objects: { LiveRoom: 0, Socket: 2 },
  timers: { 'sockets/open-runtime.js:94': 1 },
  active: { TCPServerWrap: 1 },
  entries: { room: 1 },
  ...changes,
})
/** Nine rounds of 120 visits, with so many bytes after each. */
const rounds = (bytes: (round: number) => number) =>
  Array.from({ length: 9 }, (_, round) => ({
    visits: 120 * (round + 1),
    held: held({ bytes: bytes(round) }),
  }))

describe('A soak', () => {
  it('finds a room, a socket, a timer, a handle and an entry of the store that are left', () => {
    expect(moreThan(held(), held())).to.deep.equal([])
    const left = held({
      objects: { LiveRoom: 1, Socket: 3 },
      timers: { 'sockets/open-runtime.js:94': 1, 'sockets/poll/countdown.js:22': 1 },
      active: { TCPServerWrap: 1, TCPSocketWrap: 1 },
      entries: { room: 1, ballot: 4 },
    })
    expect(moreThan(held(), left)).to.deep.equal([
      'objects: 1 of LiveRoom, 0 after the first round',
      'objects: 3 of Socket, 2 after the first round',
      'timers: 1 of sockets/poll/countdown.js:22, 0 after the first round',
      'handles: 1 of TCPSocketWrap, 0 after the first round',
      'kept: 4 of ballot, 0 after the first round',
    ])
  })

  it('finds memory that grows with the visits, and takes a warm-up and a jump for what they are', () => {
    expect(growing(rounds(round => 60 * MIB + round * 120 * 16 * 1024))).to.match(
      /^16384 bytes stay of each visit, of at most /,
    )
    expect(growing(rounds(() => 60 * MIB))).to.equal(undefined)
    expect(growing(rounds(round => (round < 3 ? 50 + round * 4 : 62) * MIB))).to.equal(undefined)
    expect(growing(rounds(round => (round === 8 ? 70 : 60) * MIB))).to.equal(undefined)
  })
})

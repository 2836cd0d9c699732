/** Tests the frames that are written past Engine.IO: they are those that `ws` makes. */
import fc from 'fast-check'
import { frameOf, framesOf } from '../../../src/sockets/room/direct-write'

describe('A packet that is written directly', () => {
  it('is the frame that ws makes of it, whatever its characters and its length', () => {
    const packet = fc.string({ unit: 'binary', maxLength: 400 })
    fc.assert(
      fc.property(packet, text => frameOf(text).equals(framesOf([text]))),
      { examples: [[''], ['x'.repeat(124)], ['x'.repeat(125)], ['é'.repeat(62)], ['\ud83d']] },
    )
  })
})

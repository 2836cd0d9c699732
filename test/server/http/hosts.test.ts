/** Addresses that others wrote are read the same in the first and in the millionth request. */
import { expect } from 'chai'
import { urlOf } from '../../../src/core/text/url'
import { siteOf } from '../../../src/forwarded'

/** By then a function is compiled: `URL.canParse` of Node 20 said yes to what is none from some 5,000 calls on. */
const TURNS = 20_000
/** What Node makes of the bytes of "http://ସc" in a header: a sign in it stands in no host. */
const NO_ADDRESS = Buffer.from('http://ସc').toString('latin1')

describe('An address', () => {
  it('is read', () => {
    expect(urlOf('https://ask.school.edu:8443/r')!.host).to.equal('ask.school.edu:8443')
    expect(siteOf('http://à.example')).to.include({ hostname: 'xn--0ca.example' })
  })

  it('that is none is never taken for one, and no reason to throw', () => {
    for (let turn = 0; turn < TURNS; turn++) {
      if (siteOf(NO_ADDRESS) !== undefined) throw new Error(`in turn ${turn}`)
      if (urlOf(NO_ADDRESS) !== undefined) throw new Error(`in turn ${turn}`)
    }
    for (const none of ['', 'x', 'http://', 'http://[', 'http://a b', 'http://x:99999999'])
      expect(urlOf(none), none).to.equal(undefined)
  })
})

/** The HTML of a network as text: every kind of character reference is decoded, once, and tags are none. */
import { expect } from 'chai'
import { textOfHtml } from '../../src/networks/transport/html-text'

describe('The HTML of a status', () => {
  it('is text with every character reference decoded: decimal, hexadecimal and named', () => {
    for (const [html, text] of [
      ['<p>&#x1F600; &#128512; &#X1f600;</p>', '😀 😀 😀\n\n'],
      ['&#39; &#x27; &apos; &quot;&amp;&lt;&gt;', `' ' ' "&<>`],
      [
        'Gr&uuml;&szlig;e &ndash; 5&nbsp;&euro; &hellip; &laquo;ok&raquo; &rarr;',
        'Grüße – 5\u00a0€ … «ok» →',
      ],
      ['a&#8205;b &zwj;&#x200d;', 'a\u200db \u200d\u200d'],
      ['&#150;&#x80;', '–€'],
    ] as const)
      expect(textOfHtml(html), html).to.equal(text)
  })

  it('knows the rare names too: long ones, those of two characters, and other alphabets', () => {
    for (const [html, text] of [
      ['&CounterClockwiseContourIntegral;&notin;&Zopf;', '∳∉ℤ'],
      ['&NotEqualTilde;&fjlig;&bne;', '\u2242\u0338fj=\u20e5'],
      ['&Scaron;&zcaron;&Lstrok;&inodot;&Ycy;&omega;&alefsym;', 'ŠžŁıЫωℵ'],
      ['&starf;&phone;&female;&sung;&checkmark;', '★☎♀♪✓'],
      ['&lbrace;&commat;&num;&lowbar;&bsol;&rbrace;', '{@#_\\}'],
    ] as const)
      expect(textOfHtml(html), html).to.equal(text)
  })

  it('leaves addresses and names without a semicolon as they are, and reads no more than it must', () => {
    const address = 'https://example.org/?a=1&copy=2&reg=3&amp;lt=4'
    expect(textOfHtml(address)).to.equal('https://example.org/?a=1&copy=2&reg=3&lt=4')
    expect(textOfHtml('&toString; &__proto__; &constructor;')).to.equal(
      '&toString; &__proto__; &constructor;',
    )
    expect(textOfHtml(`&#${'9'.repeat(5000)};`)).to.equal('\ufffd')
    expect(textOfHtml('&hearts;'.repeat(100_000)).length).to.equal(20_000 / '&hearts;'.length)
  })

  it('decodes once, leaves what it does not know, and makes no half characters', () => {
    for (const [html, text] of [
      ['&amp;#x1F600; &amp;lt;b&amp;gt;', '&#x1F600; &lt;b&gt;'],
      ['&nosuch; &valueOf; & &; &#; &#x; AT&T;', '&nosuch; &valueOf; & &; &#; &#x; AT&T;'],
      ['&#0;&#xD83D;&#x110000;&#99999999;', '\ufffd'.repeat(4)],
      ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ] as const)
      expect(textOfHtml(html), html).to.equal(text)
  })
})

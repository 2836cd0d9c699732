/** The HTML of a network as text: every kind of character reference is decoded, once, and tags are none. */
import { expect } from 'chai'
import { textOfHtml } from '../src/wall/html-text'

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

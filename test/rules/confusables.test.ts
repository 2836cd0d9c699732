/** The look-alike letters of Unicode: how the script makes the module of them, and what the committed module holds. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { confusablesModule } from '../../scripts/confusables'
import { skeleton } from '../../src/core/text/confusables'
import { CONFUSABLES_VERSION, SOURCES_BY_PROTOTYPE } from '../../src/core/text/confusables-data'
import { ROOT } from '../support/imports'

const SAMPLE = `\ufeff# confusables.txt
# Version: 15.0.0
#
0430 ;	0061 ;	MA	# ( а → a ) CYRILLIC SMALL LETTER A → LATIN SMALL LETTER A	#
0251 ;	0061 ;	MA	# ( ɑ → a ) LATIN SMALL LETTER ALPHA → LATIN SMALL LETTER A	#

1D41A ;	0061 ;	MA	# ( 𝐚 → a ) MATHEMATICAL BOLD SMALL A → LATIN SMALL LETTER A	#
006D ;	0072 006E ;	MA	# ( m → rn ) LATIN SMALL LETTER M → LATIN SMALL LETTER R, LATIN SMALL LETTER N	#
05D5 ;	006C ;	MA	# ( ו → l ) HEBREW LETTER VAV → LATIN SMALL LETTER L	#
02BC ;	0027 ;	MA	# ( ʼ → ' ) MODIFIER LETTER APOSTROPHE → APOSTROPHE	#
`

describe('The look-alike letters of Unicode', () => {
  it('are read from confusables.txt: by prototype, without what NFKD replaces, nothing that turns text unescaped', () => {
    const module = confusablesModule(SAMPLE)
    expect(module).to.include("CONFUSABLES_VERSION = '15.0.0'")
    const entries = module.slice(module.indexOf('{\n') + 2, module.lastIndexOf('}'))
    expect(entries.trim().split('\n')).to.deep.equal([
      "'a': 'аɑ',",
      "'rn': 'm',",
      "'l': '\\u{5d5}',",
      "'\\u{27}': 'ʼ',",
    ])
  })

  it('are refused where the file is another', () => {
    expect(() => confusablesModule('0430 ;	0061 ;	MA')).to.throw('names no version')
  })

  it('are committed as the script writes them, in a version that is named', async () => {
    const codes = (text: string) => [...text].map(each => each.codePointAt(0)!.toString(16).toUpperCase())
    const lines = Object.entries(SOURCES_BY_PROTOTYPE).flatMap(([prototype, sources]) =>
      codes(sources).map(source => `${source} ;\t${codes(prototype).join(' ')} ;\tMA`),
    )
    const file = path.join(ROOT, 'src/core/text/confusables-data.ts')
    const again = confusablesModule([`# Version: ${CONFUSABLES_VERSION}`, ...lines].join('\n'))
    const options = await resolveConfig(file)
    expect(await format(again, { ...options, filepath: file })).to.equal(readFileSync(file, 'utf8'))
    expect(lines).to.have.length.above(2000)
  })

  it('make the skeleton of the standard', () => {
    for (const [text, same] of [
      ['раураl', 'paypal'],
      ['ΝΙΝΑ', 'NlNA'],
      ['m', 'rn'],
    ] as const)
      expect(skeleton(text), text).to.equal(skeleton(same))
    expect(skeleton('paypal')).to.not.equal(skeleton('paypaI2'))
  })
})

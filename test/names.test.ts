/** Names as values: what may be one, which look alike, and which are the presenter's. */
import { expect } from 'chai'
import { cleanName, Names } from '../src/core/names'

const cleaned = (text: string) => {
  const clean = cleanName(text)
  return clean.ok ? clean.name : clean.code
}
/** What becomes of each of these names in a room where somebody has the first. */
function beside(first: string, ...others: string[]): string[] {
  const names = new Names()
  expect(names.take('first', first, 0), first).to.deep.include({ ok: true })
  return others.map((other, index) => {
    const taken = names.take(`other-${index}`, other, 0)
    return taken.ok ? 'ok' : taken.code
  })
}

describe('A name', () => {
  it('has 1 to 30 characters, counted as people count them', () => {
    expect(cleaned('a')).to.equal('a')
    expect(cleaned('x'.repeat(30))).to.equal('x'.repeat(30))
    expect(cleaned('😀'.repeat(30))).to.equal('😀'.repeat(30))
    for (const wrong of ['', 'x'.repeat(31), '😀'.repeat(31)]) expect(cleaned(wrong)).to.equal('bad-name')
  })

  it('is shown as it was typed, without what nobody sees', () => {
    expect(cleaned('  Ana \t María\u3000Ñ ')).to.equal('Ana María Ñ')
    expect(cleaned('A\u200bn\u200da\ufeff\u00ad\u2060')).to.equal('Ana')
    expect(cleaned('\u202eAna\u202c')).to.equal('Ana')
    expect(cleaned('A\u2066n\u2069a\u2800\u3164\u{e0061}')).to.equal('Ana')
    expect(cleaned('Jose\u200d\u0301')).to.equal('José')
    for (const name of [
      '山田 タロウ',
      '김민수',
      'हिन्दी',
      'עברית',
      'مریم',
      'Ελένη',
      'Юлия',
      '李 Anna',
      "O'Brien-Ng 3",
    ])
      expect(cleaned(name)).to.equal(name)
  })

  it('has something to see and to say in it', () => {
    for (const wrong of ['\u200b', '\u202e\u202d', '\u3164', ' \u2800 ', '...', '‏', '\u0301', '—'])
      expect(cleaned(wrong), JSON.stringify(wrong)).to.equal('bad-name')
    for (const wrong of ['A\u0000na', 'A\u0007', 'A\ud800', 'A\ue000'])
      expect(cleaned(wrong)).to.equal('bad-name')
  })

  it('has no more marks above a letter than languages have', () => {
    expect(cleaned('a' + '\u0301\u0302\u0303')).to.equal('á\u0302\u0303')
    expect(cleaned('a' + '\u0315'.repeat(20))).to.equal('bad-name')
    expect(cleaned('a' + '\u0315\u200b'.repeat(10))).to.equal('bad-name')
  })

  it('mixes no scripts but those that are written together', () => {
    for (const mixed of ['Аna', 'Αna', 'Ana אנה', 'Anа', 'B๐b', 'pаypal', 'Մary', '𐌀nna'])
      expect(cleaned(mixed), mixed).to.equal('mixed-scripts')
    expect(cleaned('日本 Taro 3')).to.equal('日本 Taro 3')
  })
})

describe('Two names are the same', () => {
  it('by case, by width and by what nobody sees', () => {
    const same = ['ana', 'ANA', 'Ａｎａ', 'A\u200bna', ' Ana ', '𝓐𝓷𝓪', 'ⓐna', 'ᴀɴᴀ', '🅐na', '🇦na']
    for (const other of same) expect(beside('Ana', other), other).to.deep.equal(['name-taken'])
    for (const [one, other] of [
      ['STRASSE', 'straße'],
      ['ΣΟΦΙΑΣ', 'σοφιας'],
      ['İpek', 'ipek'],
      ['Jose\u0301', 'José'],
      ['A  B', 'A\u3000B'],
    ] as const)
      expect(beside(one, other), other).to.deep.equal(['name-taken'])
  })

  it('where whole names of other alphabets look alike, capital or small', () => {
    for (const [one, other] of [
      ['Bob', 'Вов'],
      ['Anna', 'Аппа'],
      ['PETE', 'РЕТЕ'],
      ['NINA', 'ΝΙΝΑ'],
      ['hope', 'норе'],
      ['Νικο', 'ΝΙΚΟ'],
      ['Bill', 'BiIl'],
      ['Bill', 'B1|l'],
      ['Bob', 'B0b'],
      ['Marna', 'Mama'],
      ['BOB', 'ꓐꓳꓐ'],
      ['SAM', 'ᏚᎪᎷ'],
      ['óla', 'όια'],
      ['ロク', '口ク'],
    ] as const) {
      expect(beside(one, other), `${one} ${other}`).to.deep.equal(['name-taken'])
      expect(beside(other, one), `${other} ${one}`).to.deep.equal(['name-taken'])
    }
  })

  it('and no others: nobody is refused for a name that reads differently', () => {
    for (const [one, other] of [
      ['Nina', 'Vina'],
      ['Ana', 'Anna'],
      ['Ana', 'Aná'],
      ['Ivo', 'Ino'],
      ['Νίκος', 'Βίκος'],
      ['Ana', 'Ana 2'],
      ['山田', '山本'],
    ] as const)
      expect(beside(one, other), `${one} ${other}`).to.deep.equal(['ok'])
  })
})

describe('The presenter’s name and the host’s', () => {
  const imitations = [
    ...[
      'Presenter',
      'presenter',
      'PRESENTER',
      'P r e s e n t e r',
      '★Presenter★',
      'Ｐｒｅｓｅｎｔｅｒ',
      '[presenter]',
    ],
    ...['Рrеsеntеr', 'РГЕЅЕПТЕГ', 'ргеѕепт ег', 'ᴘʀᴇꜱᴇɴᴛᴇʀ', '🅟🅡🅔🅢🅔🅝🅣🅔r', '🇵🇷🇪🇸🇪🇳🇹🇪r', '𝕻𝖗𝖊𝖘𝖊𝖓𝖙𝖊𝖗'],
    ...[
      'Présenter',
      'P̲r̲e̲s̲e̲n̲t̲e̲r̲',
      'Presenter 2',
      'presenter1',
      'The Presenter',
      'Ana (presenter)',
      'p_r_e_s_e_n_t_e_r',
    ],
    ...[
      'Host',
      'H0st',
      'Host 1',
      'Host1',
      'the host',
      'h.o.s.t',
      'НОЅТ',
      'Admin',
      'Adm1n 10',
      'Moderator!',
      'Ana, admin',
    ],
  ]

  it('are nobody else’s, however they are decorated', () => {
    for (const name of imitations)
      expect(beside('Ana', name)[0], name).to.be.oneOf(['name-reserved', 'mixed-scripts'])
  })

  it('are a presenter’s, who may also have another', () => {
    const names = new Names()
    expect(names.take('presenters', 'Presenter', 0, true)).to.deep.equal({ ok: true, name: 'Presenter' })
    expect(names.take('presenters', 'Dr. Ng', 0, true)).to.deep.equal({ ok: true, name: 'Dr. Ng' })
    expect(names.take('ana', 'dr. ng', 0)).to.include({ ok: false, code: 'name-taken' })
  })

  it('keep nobody from a name that only begins like them', () => {
    for (const name of ['Hostetler', 'Administrator Ng', 'Hosta', 'Pres', 'Admina'])
      expect(beside('Ana', name), name).to.deep.equal(['ok'])
  })
})

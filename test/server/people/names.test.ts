/** Names as values: what may be one, which look alike, and which are the presenter's. */
import { expect } from 'chai'
import { cleanName } from '../../../src/core/people/name-rules'
import { Names } from '../../../src/core/people/names'
import { countChecks } from '../../support/name-checks'

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
    expect(cleaned('Ana\u2800\u3164\u{e0061}\ufe0f')).to.equal('Ana')
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
    for (const wrong of ['\u200b', '\u3164', ' \u2800 ', '...', '‏', '\u0301', '—'])
      expect(cleaned(wrong), JSON.stringify(wrong)).to.equal('bad-name')
    for (const wrong of ['A\u0000na', 'A\u0007', 'A\ud800', 'A\ue000', '\u202eAna\u202c', 'A\u2066n\u2069a'])
      expect(cleaned(wrong)).to.equal('name-signs')
  })

  it('has no more marks above a letter than languages have', () => {
    expect(cleaned('a' + '\u0301\u0302\u0303')).to.equal('á\u0302\u0303')
    for (const name of ['လျှို့ဝှက်', 'မြို့', 'שָּׁ֥לוֹם', 'ཀྵྨླྺྼྻྂ', 'Nguyễn Thị Ánh'])
      expect(cleaned(name)).to.equal(name.normalize('NFC'))
    for (const flood of ['\u0315'.repeat(3), '\u0315\u200b'.repeat(10), '\u0300\u0301\u0302\u0303\u0304'])
      expect(cleaned('x' + flood)).to.equal('name-signs')
    expect(cleaned('ก' + '\u0e49'.repeat(3))).to.equal('name-signs')
  })

  it('mixes no scripts in one word but those that are written together; its words may be in different ones', () => {
    for (const mixed of ['Аna', 'Αna', 'Anaאנה', 'Anа', 'B๐b', 'pаypal', 'Мary', '𐌀nna', 'Ana Аna'])
      expect(cleaned(mixed), mixed).to.equal('mixed-scripts')
    for (const name of [
      '日本 Taro 3',
      'Taro太郎',
      'Иван K.',
      'أحمد Ahmed',
      'Ana אנה',
      'Olga/Ольга',
      'สมชาย (Somchai)',
      'Ωmega'.slice(0, 1) + ' Team',
      '𐌀𐌁',
    ])
      expect(cleaned(name), name).to.equal(name)
  })

  it('keeps joiners, emoji and forms of letters that are written with invisible characters', () => {
    for (const name of [
      'നന്‍മ', // Malayalam: an older chillu
      'ක්‍රිශාන්ත', // Sinhala
      'مهدی‌زاده', // Persian: half space
      'র‍্যাব', // Bengali: joiner before the hasant
      'र्‍य', // Marathi: eyelash ra
      'میم‍', // a joined form at the end
      'ಕ್‌ಷ', // Kannada: no conjunct
      '👨‍👩‍👧‍👦 Kim',
      '👩🏽‍🏫 Ng',
      '🏳️‍🌈',
      '❤️ Ana',
      '1️⃣ Ana',
      '🏴󠁧󠁢󠁳󠁣󠁴󠁿 Isla',
      '🇲🇲',
      '渡邊󠄁 葛󠄀城', // Japanese: forms of a family's letter
      'علی\u200f (Ali)',
      '٣٤ علي',
    ])
      expect(cleaned(name), JSON.stringify(name)).to.equal(name.normalize('NFC'))
    // Where they change nothing, nobody sees that they are gone.
    for (const [typed, shown] of [
      ['A\u200dn\u200ca', 'Ana'],
      ['Ana\u200e', 'Ana'],
      ['И\u200dван', 'Иван'],
      ['مه\u200c\u200c\u200dدی', 'مه\u200cدی'],
      ['👨\u200d Kim', '👨 Kim'],
      ['🏴\u{e0067}\u{e0062} Kim', '🏴 Kim'],
    ] as const)
      expect(cleaned(typed), JSON.stringify(typed)).to.equal(shown)
    expect(cleaned('👨‍👩‍👧‍👦'.repeat(8))).to.equal('bad-name')
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

  it('where they are of different scripts and drawn the same', () => {
    for (const [one, other] of [
      ['Cop', 'Сор'],
      ['PETE', 'РЕТЕ'],
      ['pete', 'РЕТЕ'],
      ['NINA', 'ΝΙΝΑ'],
      ['Νικο', 'ΝΙΚΟ'],
      ['ВОВА', 'вова'],
      ['BOB', 'ꓐꓳꓐ'],
      ['SAM', 'ᏚᎪᎷ'],
      ['José C.', 'José С.'],
      ['Team A', 'Team А'],
      ['ロク', '口ク'],
      ['நன்மை', 'நன்\u200cமை'],
      ['👨‍👩‍👧', '👨👩👧'],
    ] as const) {
      expect(beside(one, other), `${one} ${other}`).to.deep.equal(['name-taken'])
      expect(beside(other, one), `${other} ${one}`).to.deep.equal(['name-taken'])
    }
  })

  it('and no others: nobody is refused for a name that reads differently', () => {
    for (const [one, ...others] of [
      ['Ella', 'Elia', 'EIla', 'Ela'],
      ['Tom', 'Torn', 'Том'],
      ['Lina', 'Iina', 'Nina'],
      ['Team 1', 'Team I', 'Team l', 'Team 2'],
      ['Bob', 'B0b', 'Вов'],
      ['Marna', 'Mama'],
      ['Alı', 'Ali'],
      ['Anna', 'Ana', 'Аппа'],
      ['Nina', 'Vina'],
      ['Ana', 'Aná', 'Ana 2', '🇦🇹 Ana'],
      ['Team 🇦🇹', 'Team 🇩🇪', 'Team AT'],
      ['🏴󠁧󠁢󠁳󠁣󠁴󠁿 Isla', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 Isla'],
      ['Наcип'.replace('c', 'с'), 'һасип'],
      ['Νίκος', 'Βίκος'],
      ['山田', '山本'],
    ] as const)
      expect(beside(one, ...others), `${one} ${others.join()}`).to.deep.equal(others.map(() => 'ok'))
  })
})

describe('A free name like one that is taken', () => {
  it('has the smallest number, is not taken by asking, and is one that may be taken', () => {
    const names = new Names()
    names.take('ana', 'Elia', 0)
    expect(names.freeLike('bo', 'elia', 0)).to.equal('elia 2')
    expect(names.of('bo')).to.equal(undefined)
    names.take('cy', 'Elia 2', 0)
    expect(names.freeLike('bo', 'Elia', 0)).to.equal('Elia 3')
    names.release('cy')
    expect(names.freeLike('bo', 'Elia', 0)).to.equal('Elia 2')
    expect(names.freeLike('bo', 'Host', 0)).to.equal(undefined)
    const long = 'ക്ഷ്മി'.repeat(6)
    names.take('di', long.slice(0, 30), 0)
    const free = names.freeLike('bo', long.slice(0, 30), 0)!
    expect(free).to.match(/^(ക്ഷ്മി)+ക്ഷ് 2$/u)
    expect(names.take('bo', free, 0)).to.deep.equal({ ok: true, name: free })
  })

  it('is found at once, however many have it', () => {
    const names = new Names()
    for (let index = 0; index < 3000; index++) names.takeLike(`guest-${index}`, 'Guest', 0)
    const start = performance.now()
    for (let index = 3000; index < 3100; index++) names.takeLike(`guest-${index}`, 'Guest', 0)
    expect(performance.now() - start).to.be.below(1000)
    expect(names.of('guest-3099')).to.equal('Guest 3100')
  })

  it('is not counted up to again when low numbers are given back and taken: those come first, then the next', () => {
    const names = new Names()
    const tried = countChecks()
    try {
      for (let index = 0; index < 3000; index++) names.takeLike(`guest-${index}`, 'Guest', 0)
      expect(names.of('guest-2999')).to.equal('Guest 3000')
      tried.count = 0
      for (let round = 0; round < 100; round++) {
        for (const gone of [7, 3, 11]) names.release(`guest-${gone}`)
        const found = [3, 7, 11].map(index => names.takeLike(`guest-${index}`, 'Guest', 0))
        expect(found).to.deep.equal(['Guest 4', 'Guest 8', 'Guest 12'])
        expect(names.takeLike(`newcomer-${round}`, 'Guest', 0)).to.equal(`Guest ${3001 + round}`)
      }
      expect(tried.count).to.be.below(100 * 4 * 5)
    } finally {
      tried.restore()
    }
  })

  it('is the smallest also where others took or gave back numbers by typing them', () => {
    const names = new Names()
    for (let index = 0; index < 5; index++) names.takeLike(`g${index}`, 'Guest', 0)
    names.release('g2')
    names.take('typed', 'guest 3', 0)
    expect(names.takeLike('a', 'Guest', 0)).to.equal('Guest 6')
    names.release('typed')
    names.take('far', 'Guest 8', 0)
    expect(['b', 'c', 'd'].map(person => names.takeLike(person, 'Guest', 0))).to.deep.equal([
      'Guest 3',
      'Guest 7',
      'Guest 9',
    ])
    names.release('far')
    names.release('g0')
    expect(names.freeLike('e', 'Guest', 0)).to.equal('Guest')
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

  it('that they have chosen is guarded as widely while they have it, and only against people who come after', () => {
    const names = new Names()
    names.take('ana', 'E1ia', 0)
    names.take('presenters', 'Elia', 0, true)
    for (const name of ['EIia', 'Еliа'.normalize(), 'eiia', 'El!a'.replace('!', 'l')])
      expect(names.take('bo', name, 0), name).to.include({ ok: false })
    expect(names.of('ana')).to.equal('E1ia')
    names.take('presenters', 'Dr. Ng', 0, true)
    expect(names.take('bo', 'EIia', 0)).to.include({ ok: true })
  })

  it('keep nobody from a name that only begins like them', () => {
    for (const name of ['Hostetler', 'Administrator Ng', 'Hosta', 'Pres', 'Admina'])
      expect(beside('Ana', name), name).to.deep.equal(['ok'])
  })
})

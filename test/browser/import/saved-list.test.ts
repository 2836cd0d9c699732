/** Tests the list as it is saved for other programs: each format reads back as it was, or says before what it loses. */
import { expect } from 'chai'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { formatNames, type SavedFormat } from '../../../public/presenter/import-files/saved-formats'
import { saveWords, type Named } from '../../../public/presenter/import-files/saved-words'
import { kindWords } from '../../../public/presenter/kind-words'
import { presenterWords as words } from '../../../public/presenter/words'
import { readQuestion, typeNameOf, type Question } from '../../../src/core/question-types/registry'
import { anyQuestion } from '../../rules/question-types/any-question'
import { startApp } from '../../support/app'
import { QUESTIONS } from '../../support/question-types'
import { inspect } from '../support/axe'
import { openPresenter } from '../support/lecture'
import { inBrowser, shows } from '../support/pages'
import { present } from '../support/rooms'
import { questionsIn, textFile } from './question-files'

/** Signs that mean something in XML, in HTML or in GIFT. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '&amp;',
        ']]>',
        '<![CDATA[',
        '"',
        "'",
        '<p>',
        '{',
        '=',
        '~',
        '[many]',
        ' ',
        'é',
      ),
      fc.string({ unit: 'grapheme', maxLength: 2 }),
    ),
    { maxLength: 8 },
  )
  .map(pieces =>
    pieces
      .join('')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim(),
  )

/** What is read of a list that the page has written, and what it says is lost. */
function through(page: Page, questions: Question[], format: SavedFormat) {
  return page.locator('#save-questions').evaluate(
    async (element, [all, wanted]) => {
      const address = new URL((element as HTMLElement).dataset['src']!, document.baseURI).href
      const part = (await import(
        address
      )) as typeof import('../../../public/presenter/import-files/saved-text')
      return all.map(question => {
        const { text, lost } = part.written([question], wanted)
        return { lost, read: wanted === 'moodle' ? part.readMoodle(text) : [] }
      })
    },
    [questions, format] as const,
  )
}

const named = (question: Question, number: number): Named => ({
  number,
  text: question.text,
  kind: kindWords[typeNameOf(question)].name,
})

inBrowser('The saved list', () => {
  it('is, as Moodle XML read by the browser’s parser, every question that it can carry; the others are named', async () => {
    const page = await openPresenter(await startApp())
    const sample = fc.sample(
      fc.tuple(anyQuestion, hostile, hostile).map(([question, text, explanation]): Question => ({
        ...question,
        text,
        ...(explanation === '' ? {} : { explanation }),
      })),
      400,
    )
    const results = await through(page, sample, 'moodle')
    results.forEach(({ lost, read }, index) => {
      const question = sample[index]!
      const hasKind =
        !['scale', 'words'].includes(typeNameOf(question)) &&
        (typeNameOf(question) !== 'order' || question.right !== null)
      const isUnmarked = ['one', 'many'].includes(typeNameOf(question)) && question.right === null
      const said = isUnmarked ? saveWords.unmarked([named(question, 1)]) : ''
      expect(lost).to.equal(hasKind ? said : saveWords.lost('moodle', [named(question, 1)], []))
      expect(read).to.deep.equal(hasKind ? [question] : [])
    })
    expect(results.filter(({ lost }) => lost === '').length).to.be.greaterThan(100)
  })

  it('is whole in text and JSON, and says what GIFT or a line break costs', async () => {
    const page = await openPresenter(await startApp())
    const all = Object.values(QUESTIONS).map(question => readQuestion(question)!)
    for (const format of ['text', 'json'] as const)
      expect((await through(page, all, format)).map(({ lost }) => lost)).to.deep.equal(all.map(() => ''))
    const gift = await through(page, all, 'gift')
    const names = all.filter((_question, index) => /has no kind/.test(gift[index]!.lost)).map(typeNameOf)
    expect([...new Set(names)]).to.deep.equal(['scale', 'order', 'words'])
    const poll: Question = { ...all[0]!, answer: undefined, choices: ['tea', 'milk'], right: null }
    for (const format of ['gift', 'moodle'] as const)
      expect((await through(page, [poll], format))[0]!.lost).to.equal(saveWords.unmarked([named(poll, 1)]))
    expect((await through(page, [poll], 'text'))[0]!.lost).to.equal('')
    const broken: Question = { ...all[0]!, text: 'One\nTwo' }
    const [asText] = await through(page, [broken], 'text')
    expect(asText!.lost).to.equal(saveWords.lost('text', [], [named(broken, 1)]))
    expect((await through(page, [broken], 'json'))[0]!.lost).to.equal('')
  })

  it('is saved in the chosen format, once what is lost was said, and comes back in', async () => {
    const app = await startApp()
    const all = Object.values(QUESTIONS).map(question => readQuestion(question)!)
    await present(app, { name: 'prepare', questions: all })
    const page = await openPresenter(app)
    await page.locator('#export-list').click()
    await inspect(page, 'the dialog to save questions')
    const endings = { gift: 'gift', moodle: 'xml', json: 'json', text: 'txt' }
    for (const [format, ending] of Object.entries(endings) as [SavedFormat, string][]) {
      await page.getByLabel('Format').selectOption({ label: formatNames[format] })
      await page.locator('#list-lost').waitFor({ state: 'attached' })
      await page.locator('#save-list:not([aria-disabled=true])').waitFor()
      if (format === 'gift' || format === 'moodle')
        await shows(page, '#list-lost', new RegExp(`^${formatNames[format]} has no kind for these questions`))
      const saving = page.waitForEvent('download')
      await page.locator('#save-list').click()
      const saved = await saving
      expect(saved.suggestedFilename()).to.equal(`${words.listFile}.${ending}`)
      if (format === 'text') continue
      const text = readFileSync(await saved.path(), 'utf8')
      if (format === 'gift') expect(text).to.match(/^\/\/ \[/)
      else {
        const { questions } = await questionsIn(page, textFile('saved', text))
        const kept =
          format === 'json'
            ? all
            : all.filter(
                each =>
                  (!/scale|words/.test(typeNameOf(each)) && each.answer?.type !== 'order') ||
                  each.right !== null,
              )
        expect(questions.map(({ question }) => question)).to.deep.equal(kept)
      }
    }
    await shows(page, '#list-lost', '')
  })
})

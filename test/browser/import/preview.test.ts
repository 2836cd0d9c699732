/** Tests the preview of pasted questions: what is shown, corrected, taken, left and added. */
import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { importWords as words } from '../../../public/presenter/import/words'
import { kindWords } from '../../../public/presenter/kind-words'
import { sheetWords } from '../../../public/presenter/question-sheet/words'
import { presenterWords } from '../../../public/presenter/words'
import { rowsWords } from '../../../public/question-types/rows/words'
import { startApp } from '../../support/app'
import { inspect, looks } from '../support/axe'
import { commandDone, openPresenter, PHONE } from '../support/lecture'
import { defaultRoom } from '../support/network'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { textFaults } from '../support/text-boxes'

const FOLDER = path.join(__dirname, '..', '..', 'fixtures', 'import')
const fixture = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8')
const names = readdirSync(FOLDER).flatMap(name => (/\.txt$/.test(name) ? [name.slice(0, -4)] : []))

const TWO = 'Which planet is red?\nMars\nVenus\n\nWhich is blue?\nNeptune\nVenus'

/** Opens the dialog with a text, and waits until all of it is drawn. */
async function preview(page: Page, text: string): Promise<void> {
  if (!(await page.locator('#paste').isVisible())) await page.locator('#paste-list').click()
  await page.locator('#paste-text').fill(text)
  await page.locator('#found-count:not(:empty)').waitFor()
  await page.locator('.found-list[aria-busy=false]').waitFor()
}

const card = (page: Page, number: number): Locator => page.locator('.found').nth(number - 1)
const button = (page: Page, action: string, number: number) =>
  page.getByRole('button', { name: words.ofQuestion(action, number), exact: true })

/** Each question as the preview shows it, in the form of the fixtures. */
const cards = (page: Page) =>
  page.evaluate(
    kinds => {
      const textOf = (card: Element, selector: string) => card.querySelector(selector)?.textContent ?? ''
      return [...document.querySelectorAll('.found')].map(card => {
        const choices = [...card.querySelectorAll('.found-choices li')].map(
          item => (item.classList.contains('right') ? '*' : '') + textOf(item, '.choice-text'),
        )
        const kind = kinds[textOf(card, '.found-kind span')]!
        const right = textOf(card, '.found-right').replace('✓ ', '').replace(/ · /g, ' / ')
        const why = textOf(card, '.why')
        return [
          card.classList.contains('blocked') ? '! ' : '',
          [textOf(card, '.stem'), ...choices].join(' | '),
          kind === 'one' ? '' : ` [${kind}]`,
          right && ` = ${right}`,
          why && ` > ${why}`,
        ].join('')
      })
    },
    Object.fromEntries(Object.entries(kindWords).map(([type, { name }]) => [name, type])),
  )

const listed = async (app: Awaited<ReturnType<typeof startApp>>) => (await defaultRoom(app)).document.prepared

async function add(page: Page): Promise<void> {
  await page.locator('#add-found').click()
  await commandDone(page)
}

/** What cannot be read in the dialog. What is out of sight is laid out, too; its foot lies over what is scrolled. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('.found'))
      each.style.setProperty('content-visibility', 'visible')
  })
  const found: string[] = []
  for (const within of ['.import-text', '#found', '.import-foot'])
    found.push(...(await textFaults(page, { within, mayCut: '#paste-text' })))
  return found
}

inBrowser('Pasted questions', () => {
  for (const name of names)
    it(`from ${name} are shown right at the first try, and added`, async () => {
      const app = await startApp()
      const page = await openPresenter(app)
      await preview(page, fixture(`${name}.txt`))
      const expected = (JSON.parse(fixture(`${name}.json`)) as string[]).map(each =>
        // A number that is right alone is shown once.
        each.replace(/ = (\S+)\.\.\1(?= > |$)/, ' = $1'),
      )
      expect(await cards(page)).to.deep.equal(expected)
      await add(page)
      const askable = expected.filter(each => !each.startsWith('! '))
      expect((await listed(app)).map(({ text }) => text)).to.deep.equal(
        askable.map(each => each.replace(/(?: \||(?: \[\w+\])?(?: = | > |$))[^]*$/, '')),
      )
    })

  it('are corrected, taken and left in the preview, and asked as they were corrected', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await preview(page, `${TWO}\n\nWhich is not added?\na\nb`)
    await card(page, 1)
      .getByRole('button', { name: rowsWords.markRight('A') })
      .click()
    await card(page, 1).locator('.found-choices .right').waitFor()
    // The focus stays where it was pressed.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).to.equal('true')
    await button(page, words.edit, 2).click()
    const fields = card(page, 2)
    await fields.getByLabel(words.kind).selectOption('many')
    await fields.getByLabel(words.question, { exact: true }).fill('Which are blue?')
    await fields.getByRole('textbox', { name: rowsWords.choiceName('B') }).fill('Earth')
    await fields.getByRole('button', { name: words.addChoice }).click()
    await page.keyboard.type('Mars')
    for (const letter of ['A', 'B'])
      await fields.getByRole('button', { name: rowsWords.markRight(letter) }).click()
    await fields.getByLabel(words.explanation).fill('Both have an atmosphere that scatters light.')
    await button(page, words.done, 2).click()
    expect(await cards(page)).to.deep.equal([
      'Which planet is red? | *Mars | Venus',
      'Which are blue? | *Neptune | *Earth | Mars [many] > Both have an atmosphere that scatters light.',
      'Which is not added? | a | b',
    ])
    await page.getByRole('checkbox', { name: words.takeQuestion(3, 'Which is not added?') }).uncheck()
    await shows(page, '#add-found', words.add(2))
    await add(page)
    await page.locator('#paste').waitFor({ state: 'hidden' })
    await says(page, `${presenterWords.added(2)} ${words.left(1)}`)
    expect(await listed(app)).to.deep.equal([
      {
        text: 'Which planet is red?',
        choices: ['Mars', 'Venus'],
        right: 'A',
        kind: 'ballot',
        results: 'hidden',
      },
      {
        text: 'Which are blue?',
        choices: ['Neptune', 'Earth', 'Mars'],
        right: 'AB',
        kind: 'ballot',
        results: 'hidden',
        explanation: 'Both have an atmosphere that scatters light.',
        answer: { type: 'many', min: 1, max: 3 },
      },
    ])
    const phone = await openPage(app)
    await page.locator('#next').click()
    await shows(phone, '#question', 'Which planet is red?')
    // What was left waits, and what is in the list is not added twice.
    await page.locator('#paste-list').click()
    await page.getByRole('button', { name: words.takeAll }).click()
    await shows(page, '#add-found', words.add(1))
    await add(page)
    await page.locator('#paste').waitFor({ state: 'hidden' })
    expect((await listed(app)).map(({ text }) => text)).to.deep.equal([
      'Which planet is red?',
      'Which are blue?',
      'Which is not added?',
    ])
    await page.locator('#paste-list').click()
    expect(await page.locator('#paste-text').inputValue()).to.equal('')
  })

  it('keep what was corrected while other lines of the text are changed, also when the dialog is closed', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await preview(page, TWO)
    await card(page, 2)
      .getByRole('button', { name: rowsWords.markRight('A') })
      .click()
    await page.locator('#paste-text').fill(TWO.replace('red', 'rusty'))
    await shows(page, '.found .stem', 'Which planet is rusty?')
    await page.keyboard.press('Escape')
    await page.locator('#paste').waitFor({ state: 'hidden' })
    await page.locator('#paste-list').click()
    expect(await cards(page)).to.deep.equal([
      'Which planet is rusty? | Mars | Venus',
      'Which is blue? | *Neptune | Venus',
    ])
  })

  it('are corrected with all their settings in the sheet, which leads back to the preview', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await preview(page, 'How sure are you? [scale 1-5: no … yes]')
    await button(page, words.edit, 1).click()
    await page.getByRole('button', { name: words.settings }).click()
    const sheet = page.locator('#question-sheet')
    await sheet.locator('[data-field=high]').fill('very')
    await sheet.getByRole('button', { name: sheetWords.takeOver }).click()
    await sheet.waitFor({ state: 'hidden' })
    expect(await page.locator('#paste').isVisible()).to.equal(true)
    await add(page)
    expect((await listed(app))[0]!.answer).to.deep.include({ type: 'scale', low: 'no', high: 'very' })
  })

  it('that cannot be asked say why beside their lines, and are taken once they are mended', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await preview(page, `${TWO}\n\nWhat is the capital?\n*Paris\n\nANSWER: B`)
    await shows(page, '#found-count', words.count(2, 1, 0))
    const box = page.getByRole('checkbox', { name: words.takeQuestion(3, 'What is the capital?') })
    expect(await box.isDisabled()).to.equal(true)
    expect(await card(page, 3).locator('.found-problems').textContent()).to.match(
      /Line \d+: “.*none of the choices/,
    )
    await page.getByRole('button', { name: words.goTo(3) }).click()
    await page.keyboard.press('Enter')
    await card(page, 3).getByLabel(words.kind).selectOption('text')
    await shows(page, '#found-count', words.count(3, 0, 0))
    await add(page)
    expect((await listed(app))[2]).to.deep.include({ text: 'What is the capital?', right: 'Paris' })
  })

  it('that are no questions are said once, with their lines', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await preview(page, `ANSWER: A\n\n${TWO}\n\nA) loose\nB) looser`)
    const said = page.locator('.found-trouble.grave .trouble')
    expect(await said.count()).to.equal(1)
    await said.getByRole('button').click()
    const selected = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement
      return field.value.slice(field.selectionStart, field.selectionEnd)
    })
    expect(selected).to.equal('ANSWER: A')
    await page.locator('#paste-text').fill('Nothing that asks')
    await shows(page, '#found-count', words.noQuestion)
  })

  it('come from files, too: a text goes into the box, others beside it', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#paste-list').click()
    await page.locator('.found-nothing').waitFor()
    const choose = (name: string, text: string) =>
      page
        .locator('#file-chooser')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text, 'latin1') })
    await choose('week.txt', TWO)
    await shows(page, '#found-count', words.count(2, 0, 0))
    expect(await page.locator('#paste-text').inputValue()).to.equal(TWO)
    await choose('more.gift', '::q:: Which is a gas? {=neon ~iron}')
    await shows(page, '#found-count', words.count(3, 0, 0))
    await shows(page, '.found-files', /more\.gift/)
    await choose('picture.png', '\x89PNG')
    await shows(page, '#paste-said', /^picture\.png: .*\.$/)
    await add(page)
    expect((await listed(app)).map(({ text }) => text)).to.deep.equal([
      'Which planet is red?',
      'Which is blue?',
      'Which is a gas?',
    ])
  })

  it('stay text, whatever stands in them', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const hostile = '<img src=x onerror="document.title=1"> {{name}} \u202e?'
    await preview(
      page,
      `${hostile}\n*<script>alert(1)</script>\n<b>b</b>\n\nANSWER: <i>x</i>\n\n<i>loose</i>`,
    )
    await button(page, words.edit, 1).click()
    expect(await page.locator('#found :is(img, script, i:not([data-src]))').count()).to.equal(0)
    expect(await card(page, 1).locator('.found-problems, textarea').first().isVisible()).to.equal(true)
  })

  it('keep the lines and spaces of code on the projector, in the list and in the sheet', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const code = 'What does this print?\nfor i in range(3):\n    print(i)'
    await preview(page, `1) ${code}\na) 0 1 2\nb) 1 2 3\n\n2) Next?\na) x\nb) y`)
    expect(
      await card(page, 1)
        .locator('.stem')
        .evaluate(stem => (stem as HTMLElement).innerText),
    ).to.equal(code)
    await add(page)
    await page.locator('#next').click()
    const screen = await openPage(app, { path: '/screen' })
    for (const each of [screen, page]) {
      await shows(each, '#question', code)
      const drawn = await each.locator('#question').evaluate(stem => (stem as HTMLElement).innerText)
      expect(drawn).to.equal(code)
    }
    await page.locator('#prepared .question-line').first().click()
    await page.locator('#prepared [data-action=edit]').first().click()
    await page.locator('#sheet-do').click()
    await commandDone(page)
    expect((await listed(app))[0]!.text).to.equal(code)
  })

  it('are drawn in pieces where there are thousands of lines, and can still be added', async function () {
    const app = await startApp()
    const page = await openPresenter(app)
    const block = (place: number) => `Which is number ${place}?\nA) one\nB) two\n*C) three\nD) four\n`
    const long = Array.from({ length: 834 }, (_, place) => block(place + 1)).join('\n')
    await preview(page, TWO)
    const took = await page.evaluate(async text => {
      const field = document.querySelector<HTMLTextAreaElement>('#paste-text')!
      const count = document.querySelector('#found-count')!
      field.value = text
      const start = performance.now()
      const shown = new Promise<number>(resolve => {
        new MutationObserver(() => resolve(performance.now() - start)).observe(count, { childList: true })
      })
      field.dispatchEvent(new Event('input', { bubbles: true }))
      return shown
    }, long)
    console.log(`      ${long.split('\n').length} lines: counted after ${Math.round(took)} ms`)
    await shows(page, '#found-count', words.count(834, 0, 0))
    await shows(page, '#found-room', words.room(100))
    await page.locator('.found-list[aria-busy=false]').waitFor()
    expect(await page.locator('.found').count()).to.equal(834)
    await add(page)
    expect(await listed(app)).to.have.length(100)
  })

  it('are counted before the page draws a text that was pasted', async () => {
    const page = await openPresenter(await startApp())
    await preview(page, TWO)
    const counted = await page.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>('#paste-text')!
      field.value += `\n\n${field.value}`
      field.dispatchEvent(new Event('input', { bubbles: true }))
      return document.querySelector('#found-count')!.textContent
    })
    expect(counted).to.equal(words.count(4, 0, 0))
  })

  it('are drawn as far as anybody looks where there are more than a thousand', async () => {
    const page = await openPresenter(await startApp())
    await preview(page, Array.from({ length: 1005 }, (_, place) => `${place + 1}?\ta\tb`).join('\n'))
    expect(await page.locator('.found').count()).to.equal(1000)
    expect(await page.locator('.found-list + .pill').textContent()).to.equal(words.showMore(5, 5))
    await page.locator('.found-list + .pill').press('Enter')
    await page.locator('.found-list[aria-busy=false]').waitFor()
    expect(await page.locator('.found').count()).to.equal(1005)
    expect(await page.locator('.found-list + .pill').isVisible()).to.equal(false)
    const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label'))
    expect(await focused()).to.equal(words.takeQuestion(1001, '1001?'))
  })

  it('are seen, corrected and added by keyboard alone', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#paste-list').focus()
    await page.keyboard.press('Enter')
    await page.locator('.found-nothing').waitFor()
    await page.keyboard.insertText(TWO)
    await shows(page, '#found-count', words.count(2, 0, 0))
    const to = async (name: string) => {
      for (let tries = 0; tries < 30; tries++) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(
          () => document.activeElement!.getAttribute('aria-label') ?? document.activeElement!.textContent,
        )
        if (found === name) return
      }
      throw new Error(`Tab does not lead to "${name}".`)
    }
    await to(words.takeQuestion(1, 'Which planet is red?'))
    await page.keyboard.press('Space')
    await to(rowsWords.markRight('B'))
    await to(words.ofQuestion(words.edit, 2))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('Which is bluer?')
    await to(words.add(1))
    await page.keyboard.press('Enter')
    await commandDone(page)
    expect((await listed(app)).map(({ text }) => text)).to.deep.equal(['Which is bluer?'])
  })

  for (const [name, options] of Object.entries(looks))
    it(`pass axe and fit, ${name}`, async () => {
      const app = await startApp()
      const page = await openPresenter(app, options)
      await page.locator('#paste-list').click()
      await page.locator('.found-nothing').waitFor()
      await inspect(page, 'empty')
      await preview(page, `${fixture('moodle.txt')}\n`)
      await button(page, words.edit, 1).click()
      for (const [width, height] of [
        [1280, 800],
        [320, 640],
        [844, 390],
        [1920, 1080],
      ] as const) {
        await page.setViewportSize({ width, height })
        expect(await faults(page)).to.deep.equal([])
        await inspect(page, `${width}`)
      }
    })

  it('fit on a phone with letters of twice the size', async () => {
    const app = await startApp()
    const page = await openPresenter(app, PHONE)
    await page.locator('[data-opens=questions]').click()
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await preview(page, `${fixture('assistant.txt')}\n\nANSWER: B\n\nAlone?\nx`)
    await button(page, words.edit, 1).click()
    expect(await faults(page)).to.deep.equal([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).to.equal(true)
  })
})

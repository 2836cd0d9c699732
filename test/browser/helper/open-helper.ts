/** Helpers in tests: a link that is made on the presenter's page, and the page that it opens. */
import type { Page } from 'playwright-core'
import { helperWords } from '../../../public/helper/words'
import { presenterWords } from '../../../public/presenter/words'
import { helperLink } from '../../../src/core/pages'
import type { TestApp } from '../../support/app'
import { madeHelper } from '../../support/people/helpers'
import type { TestPresenter } from '../../support/presenter'
import { LAPTOP } from '../support/lecture'
import { openPage, says, type PageOptions } from '../support/pages'

/** Makes a link on the presenter's page, in the open sheet "More", and gives it. */
export async function makeLink(presenter: Page, name: string): Promise<string> {
  await presenter.getByLabel(presenterWords.helperName).fill(name)
  await presenter.getByRole('button', { name: presenterWords.makeHelperLink }).click()
  await presenter.locator('#helper-link').waitFor()
  return presenter.locator('#helper-address').inputValue()
}

/** The page of a helper in the default room, opened by a new link. */
export async function openHelper(
  app: TestApp,
  presenter: Pick<TestPresenter, 'client'>,
  { name = 'Bea', ...options }: PageOptions & { name?: string } = {},
): Promise<{ page: Page; id: string; helperKey: string }> {
  const { id, helperKey } = await madeHelper(presenter, name)
  const path = helperLink('/', helperKey)
  const page = await openPage(app, { ...LAPTOP, path, ...options })
  await says(page, helperWords.ready)
  return { page, id, helperKey }
}

/** Sends the manifest with which PowerPoint takes the page of POWERPOINT_PAGE as a content add-in. */
import { Router } from 'express'
import escape from 'lodash/escape'
import { createHash } from 'node:crypto'
import { IN_OFFICE, POWERPOINT_PAGE } from '../core/pages'
import { refuse } from '../core/protocol/refusals'
import type { RefusalPage } from './refusal-page'

export interface PowerPointParts {
  publicUrl: URL | undefined
  refusals: RefusalPage
}

/** Pixels of the slide, at most 1,000 in PowerPoint: it may be drawn larger there. */
const WIDTH = 960
const HEIGHT = 540

const WORDS = {
  name: 'Ask the Audience',
  description: 'Shows the question and the votes of a room on a slide, as they come.',
  needsHttps:
    'PowerPoint takes add-ins over https only. The administrator of this server can set PUBLIC_URL to its https address.',
}

/** `GET /powerpoint.xml`, filled from PUBLIC_URL; 404 with a sentence where that is no https address. */
export function powerPointManifest({ publicUrl, refusals }: PowerPointParts): Router {
  const manifest = publicUrl?.protocol === 'https:' ? manifestOf(publicUrl.href) : undefined
  const router = Router()
  router.get('/powerpoint.xml', (request, response) => {
    if (manifest === undefined)
      return refusals.answer(request, response, 404, {
        ...refuse('bad-request'),
        message: WORDS.needsHttps,
      })
    response
      .set('Cache-Control', 'no-cache')
      .attachment('ask-the-audience.xml')
      .type('application/xml')
      .send(manifest)
  })
  return router
}

/** The order of the elements is that of Office's schema. @param root the server's address, with its slash */
function manifestOf(root: string): string {
  const at = (path: string) => escape(root + path)
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ContentApp">
  <Id>${idOf(root)}</Id>
  <Version>1.0.0.0</Version>
  <ProviderName>${WORDS.name}</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="${WORDS.name}"/>
  <Description DefaultValue="${WORDS.description}"/>
  <IconUrl DefaultValue="${at('icon-192.png')}"/>
  <HighResolutionIconUrl DefaultValue="${at('icon-512.png')}"/>
  <SupportUrl DefaultValue="${at('')}"/>
  <Hosts>
    <Host Name="Presentation"/>
  </Hosts>
  <DefaultSettings>
    <SourceLocation DefaultValue="${at(`${POWERPOINT_PAGE}?${IN_OFFICE}`)}"/>
    <RequestedWidth>${WIDTH}</RequestedWidth>
    <RequestedHeight>${HEIGHT}</RequestedHeight>
  </DefaultSettings>
  <Permissions>Restricted</Permissions>
</OfficeApp>
`
}

/** The UUID of this server's add-in: another server's is another add-in, and the next start has the same. */
function idOf(root: string): string {
  const hex = createHash('sha256').update(root).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

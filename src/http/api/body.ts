/** Reads the body of a request to the API: JSON or plain text, in UTF-8. */
import type { RequestHandler } from 'express'
import { jsonBody, textBody } from '../json-body'
import { failure, sendFailure } from './failures'

/** The longest question with its explanation and choices, all of it escaped. */
const MAX_JSON = '64kb'
/** Far more than a list of 100 questions. */
const MAX_TEXT = '512kb'
/** What `curl -d` says of every body, unless it is told otherwise, is let through, too. */
const CURL = 'application\\/x-www-form-urlencoded'
const JSON_TYPES = new RegExp(`^\\s*(application\\/([\\w.-]+\\+)?json|${CURL})\\s*(;|$)`, 'i')
const TEXT_TYPES = new RegExp(`^\\s*(text\\/(plain|markdown|csv|tab-separated-values)|${CURL})\\s*(;|$)`, 'i')

/** Puts the parsed JSON, or the text, into `request.body`. */
export function apiBody(type: 'text/plain' | undefined): RequestHandler[] {
  return type ? [only(TEXT_TYPES), ...textBody(MAX_TEXT)] : [only(JSON_TYPES), ...jsonBody(MAX_JSON)]
}

function only(types: RegExp): RequestHandler {
  return (request, response, next) => {
    const type = request.get('Content-Type')
    if (type === undefined || types.test(type)) next()
    else sendFailure(response, failure('wrong-media-type'))
  }
}

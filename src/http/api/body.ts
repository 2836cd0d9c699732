/** Reads the body of a request to the API: JSON in UTF-8. */
import type { RequestHandler } from 'express'
import { jsonBody } from '../json-body'
import { failure, sendFailure } from './failures'

/** The longest question with its explanation and choices, all of it escaped. */
const MAX_BODY = '64kb'
/** What `curl -d` says of every body, unless it is told otherwise, is let through: it is read as JSON. */
const JSON_TYPES = /^\s*(application\/([\w.-]+\+)?json|application\/x-www-form-urlencoded)\s*(;|$)/i

/** Puts the parsed value into `request.body`. */
export function apiBody(): RequestHandler[] {
  return [onlyJson, ...jsonBody(MAX_BODY)]
}

const onlyJson: RequestHandler = (request, response, next) => {
  const type = request.get('Content-Type')
  if (type === undefined || JSON_TYPES.test(type)) next()
  else sendFailure(response, failure('wrong-media-type'))
}

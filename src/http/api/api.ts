/** The HTTP API: routes requests by the table of operations, and answers with JSON or the one form of errors. */
import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Logger } from 'pino'
import { Access, type AccessParts } from './access'
import { ifThereIsOne } from '../json-body'
import { apiBody } from './body'
import { Events } from './events'
import { MadeFiles } from './export/made-files'
import { answerThrown, failure, sendFailure } from './failures'
import type { Handler } from './call'
import { failureOf, handlersOf } from './handlers'
import { openApiDocument } from './openapi'
import type { Operation } from './operation'
import { operations } from './operations'
import { readQuery } from './query'
import { roomJson } from './room-json'

export interface ApiParts extends AccessParts {
  logger: Logger
  /** Path below which everything is served. */
  basePath: string
}

/** `/api/openapi.json`, and what it describes below `/api/rooms/{code}`. */
export function api(parts: ApiParts): Router {
  const access = new Access(parts)
  const handlers: Partial<Record<string, Handler>> = handlersOf(new Events(), new MadeFiles())
  const router = Router()
  const document = openApiDocument(parts.basePath)
  router.get('/api/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(document)
  })
  // The files of a poll before the poll: `.csv` would be taken for a part of its id.
  const isOpen = ({ path }: Operation) => Number(path.endsWith('}'))
  const inOrder = Object.entries(operations as Record<string, Operation>).sort(
    ([, one], [, other]) => isOpen(one) - isOpen(other),
  )
  for (const [name, operation] of inOrder) {
    const handler = handlers[name]
    if (!handler) continue
    const { body: taken } = operation
    const reading = taken ? apiBody(taken.type) : []
    const body = taken?.isOptional ? ifThereIsOne(reading) : reading
    router[operation.method](
      routeOf(operation),
      ...entered(access, operation),
      ...body,
      answered(operation, handler),
    )
  }
  router.all('/api{/*rest}', (request, response) => {
    const methods = methodsOf(request.path)
    if (methods.length === 0) return sendFailure(response, failure('no-such-route'))
    response.set('Allow', methods.join(', '))
    sendFailure(response, failure('wrong-method'))
  })
  return router.use('/api', answerThrown(parts.logger))
}

/** Before the body is read: whoever may not do it is refused without sending it. */
function entered(access: Access, operation: Operation): RequestHandler[] {
  return [
    async (request, response, next) => {
      const entry = await access.enter(request, operation)
      if ('status' in entry) return sendFailure(response, entry)
      response.locals['entry'] = entry
      next()
    },
  ]
}

function answered(operation: Operation, handler: Handler) {
  return async (request: Request, response: Response): Promise<void> => {
    const entry = response.locals['entry'] as Exclude<
      Awaited<ReturnType<Access['enter']>>,
      { status: number }
    >
    const query = readQuery(request, operation)
    if (!query) return sendFailure(response, failure('bad-parameter'))
    const id = String(request.params['id'] ?? '')
    const answer = await handler({ ...entry, ...query, request, response, id })
    if (answer === undefined) return
    const problem = failureOf(answer)
    if (!problem) response.status(operation.answer.status).set('Cache-Control', 'no-store').json(answer)
    else {
      const { code, room, isPresenter } = entry
      const more = problem.status === 409 ? { room: roomJson(code, room, isPresenter) } : {}
      sendFailure(response, problem, more)
    }
  }
}

function routeOf({ path }: Operation): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

/** The methods that an address takes; none: it is no address of the API. */
function methodsOf(path: string): string[] {
  const fits = ({ path: known }: Operation) =>
    new RegExp(`^${known.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`).test(path)
  const methods = Object.values(operations as Record<string, Operation>)
    .filter(fits)
    .map(({ method }) => method.toUpperCase())
  return [...new Set(methods)]
}

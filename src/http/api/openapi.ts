/** Writes the OpenAPI 3.1 document from the table of operations and their schemas. */
import { z } from 'zod'
import { errorsOf, queryParameters, type Operation } from './operation'
import { operations } from './operations'
import { conflictSchema, errorSchema } from './schemas'

type Json = Record<string, unknown>

const TITLE = 'Ask the Audience'
/** Of the API: the first number changes with what a program would have to change for. */
const VERSION = '1.0.0'
const STATUS_WORDS: Record<number, string> = {
  200: 'Done',
  201: 'Added',
  204: 'Removed',
  400: 'Not understood; nothing was changed',
  401: 'The presenter key is missing or wrong',
  403: 'A page of this origin, or whoever has the key of a helper, may not do that',
  404: 'There is no such room, question or poll',
  409: 'Not done: it does not fit the state of the room, which is in the answer',
  413: 'The body is too large',
  415: 'The body has the wrong type, or is not UTF-8',
  429: 'Too fast, or too many wrong keys',
  503: 'The server cannot record anything just now, cannot read the room, or makes too many files',
}

/** The document of a server below this path. */
export function openApiDocument(basePath: string): Json {
  const paths: Record<string, Json> = {}
  for (const [operationId, operation] of Object.entries(operations) as [string, Operation][])
    (paths[operation.path] ??= {})[operation.method] = { operationId, ...described(operation) }
  return {
    openapi: '3.1.0',
    info: {
      title: TITLE,
      version: VERSION,
      summary: 'Drives a room: its questions, its polls, and what came of them.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath || '/' }],
    paths,
    components: {
      securitySchemes: {
        presenterKey: { type: 'http', scheme: 'bearer', description: 'The presenter key.' },
      },
    },
  }
}

function described(operation: Operation): Json {
  const { summary, key, path, query = [], body, answer } = operation
  const errors = errorsOf(operation)
  return {
    summary,
    security: key === 'needed' ? [{ presenterKey: [] }] : [{}, { presenterKey: [] }],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => inPath(name!)),
      ...query.map(name => ({ name, in: 'query', ...queryParameters[name] })),
    ],
    ...(body
      ? {
          requestBody: {
            required: body.isOptional !== true,
            content: { [body.type ?? 'application/json']: { schema: jsonSchema(body.schema, 'input') } },
          },
        }
      : {}),
    responses: {
      [answer.status]: { description: STATUS_WORDS[answer.status], ...contentOf(answer) },
      ...Object.fromEntries(errors.map(status => [status, errorAnswer(status)])),
    },
  }
}

function inPath(name: string): Json {
  const description =
    name === 'code' ? 'The code of the room; `house` is the main room.' : 'As it was answered.'
  return { name, in: 'path', required: true, schema: { type: 'string' }, description }
}

function contentOf({ type, schema }: Operation['answer']): Json {
  if (type) return { content: { [type]: { schema: { type: 'string' } } } }
  return schema ? { content: { 'application/json': { schema: jsonSchema(schema, 'input') } } } : {}
}

function errorAnswer(status: number): Json {
  const schema = jsonSchema(status === 409 ? conflictSchema : errorSchema, 'input')
  const retry = { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } }
  return {
    description: STATUS_WORDS[status],
    ...(status === 429 || status === 503 ? { headers: retry } : {}),
    content: { 'application/json': { schema } },
  }
}

const written = new Map<z.ZodType, Json>()

/** A schema as OpenAPI 3.1 writes it, which is JSON Schema 2020-12. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  let json = written.get(schema)
  if (!json) {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
    written.set(schema, (json = rest))
  }
  return json
}

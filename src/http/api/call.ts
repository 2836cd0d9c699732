/** What a handler of the API is called with, and what it gives back. */
import type { Request, Response } from 'express'
import type { Refusal } from '../../core/protocol/replies'
import type { Entry } from './access'
import type { Failure } from './failures'
import type { PictureQuery } from './query'

/** A request that may use its room. */
export interface Call extends Entry {
  request: Request
  response: Response
  /** `{id}` of the path; empty where there is none. */
  id: string
  step: number | undefined
  lesson: number | undefined
  /** Whether a presenter wants hidden asks, too. */
  hidden: boolean
  /** How a picture is asked for. */
  picture: PictureQuery
}

/** What is answered as JSON; a refusal or failure; undefined: the handler has answered. */
export type Answered = object | Refusal | Failure | undefined
export type Handler = (call: Call) => Answered | Promise<Answered>

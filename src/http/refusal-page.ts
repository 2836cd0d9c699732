/** Answers a request with a refusal: a page for people, a code and a sentence for programs. */
import type { Request, Response } from 'express'
import escape from 'lodash/escape'
import type { Refusal } from '../core/protocol/replies'
import type { Files } from './files'
import { noteRefusal } from './refused'

export class RefusalPage {
  constructor(
    private readonly files: Files,
    private readonly basePath: string,
  ) {}

  /** Whoever names HTML before JSON, as browsers do, gets the page. */
  answer(request: Request, response: Response, status: number, refusal: Refusal): void {
    noteRefusal(response, refusal.code)
    response.status(status).set('Cache-Control', 'no-store').vary('Accept')
    if (request.accepts(['json', 'html']) !== 'html') return void response.json(refusal)
    const sentence = escape(refusal.message)
    response.type('html').send(this.files.filled('/refused.html', { base: this.basePath, sentence }))
  }
}

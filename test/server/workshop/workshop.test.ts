/** The two cases that the Socket.IO workshop tests its server with, against ours. */
import type { Server } from 'node:http'
import request from 'supertest'

describe('The workshop’s own tests', () => {
  let server: Server
  let port: string | undefined

  before(() => {
    port = process.env['PORT']
    process.env['PORT'] = '0'
    server = require('../../../src/server') as Server
  })

  after(done => {
    if (port === undefined) delete process.env['PORT']
    else process.env['PORT'] = port
    server.close(done)
  })

  it('GET / answers 200', done => {
    request(server).get('/').expect(200, done)
  })

  it('an undefined route answers 404', done => {
    request(server).get('/not-real').expect(404, done)
  })
})

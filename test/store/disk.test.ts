/**
 * A full disk: no ballot is acknowledged that is not kept, the server goes on, and so does voting once there is room.
 */
import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import times from 'lodash/times'
import { run } from '../support/process'
import { KEY, snapshotOf } from '../support/presenter'
import { ask, enter } from '../support/process-clients'
import { newTab, type Client } from '../support/clients'
import { newFolder } from '../support/folders'

/** No file of the server's may grow beyond so many blocks of 512 bytes; as root, too. */
const FULL = 'ulimit -S -f 256'

const env = { PRESENTER_KEY: KEY, ADDRESS_CONNECTIONS: '100000' }
describe('A full disk', () => {
  it('has ballots refused as not recorded; those acknowledged stay, others count again when there is room', async () => {
    const DATA_DIR = newFolder()
    const server = run({ ...env, DATA_DIR }, { shell: FULL })
    const port = await server.port
    await ask(port)

    let kept = 0
    /** Everybody votes at once; those whose ballot was not recorded. */
    const cast = async (voters: Client[], pollId: string): Promise<Client[]> => {
      const replies = await Promise.all(
        voters.map(client => client.emitWithAck('castVote', { pollId, vote: 'A' })),
      )
      for (const reply of replies) expect(reply.ok || reply.code).to.be.oneOf([true, 'not-recorded'])
      kept += replies.filter(({ ok }) => ok).length
      return voters.filter((_voter, index) => !replies[index]!.ok)
    }
    let refused: Client[] = []
    let pollId = ''
    while (refused.length === 0 && kept < 5000) {
      const voters = await Promise.all(times(100, () => enter(port, { tab: newTab(), browser: newTab() })))
      pollId = voters[0]!.snapshot.poll.pollId
      refused = await cast(
        voters.map(({ client }) => client),
        pollId,
      )
    }
    expect(refused).to.not.have.length(0)
    expect(kept).to.be.greaterThan(0)

    // It goes on: pages, newcomers, and a tally that knows of no other votes than those it kept.
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).to.equal(200)
    expect((await enter(port, { tab: newTab() })).snapshot.counts).to.deep.equal({ A: kept, B: 0 })
    expect(await snapshotOf(refused[0]!)).to.deep.include({ counts: { A: kept, B: 0 }, yourVote: null })
    expect((await server.says(/cannot be recorded/)).split('cannot be recorded')).to.have.length(2)

    if (process.platform === 'linux') {
      spawnSync('prlimit', ['--pid', String(server.child.pid), '--fsize=unlimited:'])
      expect(await cast(refused, pollId)).to.deep.equal([])
    }
    server.child.kill('SIGTERM')
    expect((await server.ended).code).to.equal(0)

    const back = await enter(await run({ ...env, DATA_DIR }).port, { tab: newTab() })
    expect(back.snapshot.counts).to.deep.equal({ A: kept, B: 0 })
    expect(await cast([back.client], pollId)).to.deep.equal([])
  })
})

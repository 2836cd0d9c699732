/** What crosses and stays in Redis in a whole lecture: nothing there joins a name with a vote, whoever reads it. */
import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { keyedHash } from '../../../src/credentials'
import { openRedisStore } from '../../../src/store/redis/open'
import { startApp } from '../../support/app'
import { tryAsk } from '../../support/asks/people'
import { joined, newTab, waitFor } from '../../support/clients'
import { connectPresenter, KEY, question } from '../../support/presenter'
import { startRedis, withRedis } from '../../support/redis-server'
import { readAlong } from '../../support/system/read-along'
import { must, openChat, receivesLine, said, talker, type Talker } from '../../support/talker'

/** Everything in a text that could be an id. */
const idsIn = (text: string) => new Set(text.match(/[\w-]{12,64}/g))

/**
 * Two people with names, each with a tab on either node, who talk, ask and vote, change a vote, and hop; one takes the
 * vote back.
 */
async function lecture(url: string) {
  const start = () => startApp({ REDIS_URL: url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' })
  const [one, two] = [await start(), await start()]
  const presenter = await connectPresenter(one)
  await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
  const { poll } = await presenter.does({ name: 'ask', question: question() })
  const { pollId } = poll
  const people: Record<string, Talker> = {
    Anastasia: await talker(one, 'Anastasia'),
    Bartholomew: await talker(two, 'Bartholomew'),
  }
  const other = { Anastasia: two, Bartholomew: one }
  for (const [name, person] of Object.entries(people)) {
    const tab = newTab()
    const second = other[name as keyof typeof other].client({ browser: person.browser, tab })
    await joined(second)
    expect((await openChat(second)).name).to.equal(name)
    for (const vote of ['A', 'B']) {
      const told = waitFor(second, 'userVote', (seen: unknown) => seen === vote)
      await must(person.client.emitWithAck('castVote', { pollId, vote }))
      await told
    }
    await said(person, `It is ${name}.`)
    await must(tryAsk(person, `What does ${name} ask?`, 'named', true))
    // The second tab hops to the node of the first.
    const displaced = waitFor(second, 'displaced')
    const hopped = (name === 'Anastasia' ? one : two).client({ browser: person.browser, tab })
    expect((await joined(hopped)).yourVote).to.equal('B')
    await displaced
  }
  const { Anastasia: ana, Bartholomew: bo } = people as Record<'Anastasia' | 'Bartholomew', Talker>
  await must(bo.client.emitWithAck('withdrawVote', { pollId }))
  const last = receivesLine(bo, 'The last line.')
  await said(ana, 'The last line.')
  await last
  return { people, pollId, close: () => Promise.all([one.close(), two.close()]) }
}

withRedis('In a lecture on two nodes', () => {
  it('nothing that crosses Redis or is kept there joins a name with a ballot, with the secret and with the key of nodes either', async () => {
    const redis = await startRedis()
    const reader = await readAlong(redis)
    const { people, pollId, close } = await lecture(redis.url)
    await reader.until(KEY, 'The last line.')
    const store = await openRedisStore({ url: redis.url })
    const secret = await store.secret()
    await store.close()
    const [heard, opened, kept] = [reader.heard(), reader.opened(KEY), await reader.kept()]
    const all = [heard, ...opened, kept].join('\n')
    const privateIds = Object.values(people).map(({ browser }) => keyedHash(secret, '', browser))
    const voters = privateIds.map(id => keyedHash(secret, pollId, id))

    // It is all there, so that it would be found.
    for (const [name, { me }] of Object.entries(people)) expect(kept).to.include(name).and.include(me)
    for (const voter of voters) expect(heard).to.include(voter)
    expect(kept).to.include(voters[0])
    expect(opened.join()).to.include('"ballot"').and.include('"named"').and.include('"standing"')

    // No id that anybody reads there is one from which a ballot is made, and none is the beginning of one.
    const ids = idsIn(all)
    for (const id of ids) {
      expect(voters, id).to.not.include(keyedHash(secret, pollId, id))
      for (const privateId of privateIds) expect(privateId.startsWith(id), id).to.equal(false)
    }
    // No command, message or key has a ballot and anything of the person in it.
    const ofPeople = Object.entries(people).flatMap(([name, { browser, me }]) => [
      name,
      me,
      keyedHash(secret, 'person', '', browser),
    ])
    const pieces = [...heard.split('\n'), ...entriesOf(opened), ...kept.split('\n')]
    for (const piece of pieces.filter(text => voters.some(voter => text.includes(voter))))
      for (const id of ofPeople) expect(piece).to.not.include(id)
    // Who only listens at the channels is told nothing at all.
    const published = heard.split('\n').filter(command => command.includes('"PUBLISH"'))
    expect(published).to.not.have.length(0)
    for (const text of [...ofPeople, ...voters, pollId, 'The last line.'])
      expect(published.join('\n')).to.not.include(text)
    await close()
    await redis.kill()
  })

  it('the seal does not come of anything that Redis has', async () => {
    const redis = await startRedis()
    const reader = await readAlong(redis)
    const { close } = await lecture(redis.url)
    await reader.until(KEY, 'The last line.')
    const found = [...idsIn(reader.heard() + (await reader.kept()))]
    // What a text that is there would seal, as it is or by its hash.
    for (const text of found)
      for (const key of [text, createHash('sha256').update(text).digest('hex')])
        expect(
          reader.opened(key).every(told => told === 'null'),
          key,
        ).to.equal(true)
    await close()
    await redis.kill()
  })
})

/** What was told, piece by piece: one message has the news of many rooms and people. */
function entriesOf(opened: string[]): string[] {
  return opened.flatMap(text => {
    const [event, , , entries] = JSON.parse(text) as [string, string, number, unknown[]?]
    return event === 'told' && entries ? entries.map(entry => JSON.stringify(entry)) : [text]
  })
}

/** What the crew decides on what people write: how fast, which words, and which posts come on the wall. */
import { expectAnswer, grants, says, type CrewDeed } from './room'

export const slowsDown: CrewDeed = async room => {
  const { presenter } = room
  const guest = await room.guest()
  await grants(room, presenter.client, 'setTalk', { slow: 60 })
  await says(room, guest, 'Slowly')
  await says(room, guest, 'Too fast', 'slow-mode')
  await grants(room, presenter.client, 'setTalk', { slow: 0 })
  await says(room, guest, 'As fast as before')
  guest.leave()
}

/** Posts wait: one is approved, pinned for a while, one rejected; a word and an author are blocked for a while. */
export const moderatesWall: CrewDeed = async room => {
  const { presenter, sayings } = room
  const { client } = presenter
  const guest = await room.guest()
  const word = `word${guest.chance.below(1e6)}`
  await guest.asks('openWall', {})
  const posts = async (text: string, code = 'ok') => {
    const post = { text, key: guest.chance.id() }
    return expectAnswer(room, 'post', await guest.asks('postToWall', post), code)['id'] as string
  }
  await grants(room, client, 'setWall', { approve: 'all' })
  const [good, bad] = [await posts('A good post'), await posts('A bad post')]
  await grants(room, client, 'approvePost', { id: good })
  await grants(room, client, 'rejectPost', { id: bad })
  sayings.posts.add(good)
  for (const isPinned of [true, false]) await grants(room, client, 'pinPost', { id: good, isPinned })
  await grants(room, client, 'blockWord', { word, isBlocked: true })
  await says(room, guest, `A line with ${word}`, 'blocked-word')
  await grants(room, client, 'blockWord', { word, isBlocked: false })
  const author = { author: `room:${guest.publicId}`, name: 'A guest' }
  await grants(room, client, 'setWall', { approve: 'none' })
  await grants(room, client, 'blockAuthor', { ...author, isBlocked: true })
  // What an author has posted is taken off for good.
  sayings.posts.delete(good)
  await posts('A post of somebody who is blocked', 'muted')
  await grants(room, client, 'blockAuthor', { ...author, isBlocked: false })
  sayings.posts.add(await posts('A post of somebody who may again'))
  guest.leave()
}

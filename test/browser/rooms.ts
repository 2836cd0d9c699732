/** Owns rooms with something in them: a crowd that voted, questions of several kinds. */
import type { LiveRoom } from '../../src/sockets/feature'
import { page as clientPage, type TestApp } from '../support'

/** An audience that voted so; a letter a head. */
export async function crowd(app: TestApp, letters = 'ABBBCCD'): Promise<void> {
  await Promise.all(
    [...letters].map(async choice => {
      const { client, pollId } = await clientPage(app)
      await client.emitWithAck('castVote', { pollId, choice })
    }),
  )
}

/** Asks this in the room; for pages that come later. */
export function ask(room: LiveRoom, question: string, texts: string[]): void {
  const choices = room.poll.choices.map(({ letter }, index) => ({ letter, text: texts[index] ?? '' }))
  room.poll = { ...room.poll, question, choices }
}

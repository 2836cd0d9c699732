/** Under which hash a voter's ballot is kept. It cannot be linked to a person without the server's secret. */
import type { PollDocument } from '../../../core/room/poll-document'
import { keyedHash } from '../../../credentials'
import type { Voter } from '../../room/feature-needs'
import type { LiveRoom } from '../../room/live-room'

export class VoterHashes {
  constructor(
    private readonly room: Pick<LiveRoom, 'document'>,
    /** Keys the hashes. */
    private readonly secret: Buffer,
  ) {}

  /**
   * Whom a ballot belongs to: the browser, under a hash that no two polls share; where joint rows are kept, under one
   * that no two lessons share, whose key is erased with the lesson. A hand belongs to the socket.
   */
  of(pollId: string, privateId: string): string {
    const key = this.rowsKey(pollId)
    return key === undefined
      ? keyedHash(this.secret, pollId, privateId)
      : keyedHash(Buffer.from(key), 'rows', privateId)
  }

  /** The same for a socket: hashed once, when it comes or when it votes first. */
  ofSocket(data: Pick<Voter['data'], 'privateId' | 'known'>, pollId: string): string {
    const { privateId, known } = data
    const key = this.rowsKey(pollId) ?? pollId
    if (known?.key === key && known.privateId === privateId) return known.voter
    data.known = { key, privateId, voter: this.of(pollId, privateId) }
    return data.known.voter
  }

  private rowsKey(pollId: string): string | undefined {
    const { poll }: { poll: PollDocument } = this.room.document
    return poll.pollId === pollId ? (poll.rowsKey ?? undefined) : undefined
  }
}

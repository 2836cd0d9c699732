/**
 * Tells pages that have the chat open which lines a panic hides and shows again. Which ones these are is decided in
 * `core/room/panic`; the lines themselves stay where they are.
 */
import type { HiddenLines } from '../../core/protocol/panic'
import type { RoomDocument } from '../../core/room/document'
import { broadcast, type Packet } from '../room/broadcast'
import type { LiveRoom } from '../room/live-room'

export class LineHiding {
  /** @param lastSeq the number of the newest line: where a stretch without an end ends for now */
  constructor(
    private readonly room: LiveRoom,
    private readonly lastSeq: () => number,
  ) {}

  /** Tells talkers which lines are hidden from now on; they ask for those that are shown again. */
  documentChanged({ hiddenLines: before }: RoomDocument): void {
    const { hiddenLines } = this.room.document
    if (before === hiddenLines) return
    const isNew = ({ from }: HiddenLines) => !before.some(each => each.from === from)
    for (const { from } of hiddenLines.filter(isNew)) {
      const packet: Packet = ['linesHidden', [from, this.lastSeq()]]
      // The same document takes people from the talkers, and what waits for them is not sent any more: tell them now.
      const people = [...this.room.talkers].filter(({ data }) => !data.presenter)
      void broadcast(people, [packet])
      this.room.toTalkers(packet)
    }
    const isOver = ({ from }: HiddenLines) => !hiddenLines.some(each => each.from === from)
    if (before.some(each => isOver(each))) this.room.toTalkers(['linesRestored'])
  }

  /** The stretches that reach beyond this line: the numbers of the first and the last line of each. */
  since(first: number): [from: number, to: number][] {
    const stretches = this.room.document.hiddenLines.map(({ from, to }): [number, number] => [
      from,
      to ?? this.lastSeq(),
    ])
    return stretches.filter(([, to]) => to >= first)
  }
}

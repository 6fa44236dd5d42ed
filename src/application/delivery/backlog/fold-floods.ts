import type { Folded, Folding, FoldOrder, Outbox, QueuedNotice } from '../../ports/chat/outbox.js';
import { MORE_LABELS, moreNoticesText } from '../../wording/delivery/more-notices-text.js';
import { laneName, laneOf, lanesBeginning } from './notice-lane.js';
import type { WaitingLine } from './waiting-line.js';

/** What the data of a button begins with that shows notices which a message stands for. */
export const MORE_BUTTON = 'more:';

/** When and how notices are folded. */
export interface FoldSize {
  /** How many may wait in one place behind those in the window before a message stands for them. */
  readonly from: number;
  /** How many are folded in one transaction, so that the loop stands still for a few milliseconds only. */
  readonly slice: number;
}

const FOLD_SIZE: FoldSize = { from: 200, slice: 250 };

/** Lets one message stand for the notices of a flood. */
export class FoldFloods {
  readonly #outgoing: Outbox;
  readonly #size: FoldSize;

  constructor(outgoing: Outbox, size: FoldSize = FOLD_SIZE) {
    this.#outgoing = outgoing;
    this.#size = size;
  }

  /** Whether more wait where the line's are told than anybody wants to read, `held` of them in the window. */
  async isFlood({ lane }: WaitingLine, held: number): Promise<boolean> {
    const most = this.#size.from + held + 1;
    return (await this.#outgoing.waiting(lanesBeginning(lane), most)) >= most;
  }

  /**
   * Folds what waits in lines of one place; what comes meanwhile may be among it. Resolves with the message, which is on
   * disk with all that it stands for; `null` if nothing waited. Ends early once `isOver`, or when the disk refuses more;
   * rejects if it refuses all. `making` is told of the message before anybody can read it, which is not to be told before.
   */
  async fold(
    lines: readonly WaitingLine[],
    isOver: () => boolean,
    making: (id: number) => void,
  ): Promise<QueuedNotice | null> {
    const { slice: most } = this.#size;
    let folded: Folded | null = null;
    const from = new Set<string>();
    for (const line of lines) {
      let added = most;
      while (added === most && !isOver()) {
        const sources = [...from.add(line.lane.source)].filter((source) => source !== '');
        const saying = (id: number, count: number) => {
          making(id);
          return foldingOf(line, sources, id, count);
        };
        const into: number | null = folded?.message.id ?? null;
        const order: FoldOrder = { lane: line.name, after: line.lastKnown, most, into, saying };
        const next: Folded | null = await this.#outgoing.fold(order).catch((cause) => {
          if (into === null) throw cause;
          return null;
        });
        added = next?.added ?? 0;
        folded = next ?? folded;
      }
    }
    return folded?.message ?? null;
  }
}

function foldingOf({ lane: { place } }: WaitingLine, sources: readonly string[], id: number, count: number): Folding {
  const buttons = [[{ label: MORE_LABELS.show, data: `${MORE_BUTTON}${id}` }]];
  const order = { place, markdown: moreNoticesText(count, sources), buttons };
  return { lane: laneName(laneOf(order)), parcel: { kind: 'notice', order } };
}

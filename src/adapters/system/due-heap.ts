/** Something that is due at a time, as a member of a heap. */
export interface Due {
  /** Milliseconds of whichever clock the heap is kept by. */
  readonly due: number;
  /** Breaks ties: the lower one comes first. */
  readonly order: number;
  /** Where it is in the heap, kept by the heap; -1 when it is in none. */
  position: number;
}

/** A binary heap with the earliest member on top; adding and removing any member takes logarithmic time. */
export class DueHeap<T extends Due> {
  #members: T[] = [];

  get size(): number {
    return this.#members.length;
  }

  /** The earliest member. */
  peek(): T | undefined {
    return this.#members[0];
  }

  add(member: T): void {
    this.#place(member, this.#members.length);
    this.#rise(member);
  }

  /** Takes the member out; whether it was in. */
  remove(member: T): boolean {
    const hole = member.position;
    const last = this.#members.at(-1);
    if (hole < 0 || last === undefined) return false;
    this.#members.pop();
    member.position = -1;
    if (last !== member) {
      this.#place(last, hole);
      this.#rise(last);
      this.#sink(last);
    }
    return true;
  }

  clear(): void {
    for (const member of this.#members) member.position = -1;
    this.#members = [];
  }

  #rise(member: T): void {
    while (member.position > 0) {
      const at = member.position;
      const up = (at - 1) >> 1;
      const parent = this.#members[up];
      if (parent === undefined || before(parent, member)) return;
      this.#place(member, up);
      this.#place(parent, at);
    }
  }

  #sink(member: T): void {
    for (;;) {
      const at = member.position;
      const child = this.#earlierChild(at);
      if (child === undefined || before(member, child)) return;
      this.#place(member, child.position);
      this.#place(child, at);
    }
  }

  #earlierChild(at: number): T | undefined {
    const left = this.#members[2 * at + 1];
    const right = this.#members[2 * at + 2];
    return left === undefined || right === undefined || before(left, right) ? left : right;
  }

  #place(member: T, at: number): void {
    this.#members[at] = member;
    member.position = at;
  }
}

function before(a: Due, b: Due): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** The mutations of one client run strictly one after another, in the order in which they arrived. */
const MAX_WAITING = 1000;

export class MutationQueue {
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** False when too many wait already. The work must not reject. */
  add(work: () => Promise<void>): boolean {
    if (this.#waiting >= MAX_WAITING) return false;
    this.#waiting += 1;
    this.#last = this.#last.then(async () => {
      await work();
      this.#waiting -= 1;
    });
    return true;
  }
}

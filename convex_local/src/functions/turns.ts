/** One at a time, in order of arrival. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  waiting = 0;

  async take<T>(work: () => T | Promise<T>): Promise<T> {
    this.waiting += 1;
    const turn = this.#last.then(work);
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  /** Resolves when everything taken so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

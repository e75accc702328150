/** Virtual time. Tasks sleep on it, and are woken one at a time: no two of them ever talk to the suite at once. */
export class Clock {
  #sleepers = [];
  #awake = 0;
  #fellAsleep = () => {};
  #error = null;

  constructor(now) {
    this.now = now;
  }

  /** When the next sleeper is to be woken, or null. */
  get next() {
    const times = this.#sleepers.map(({ until }) => until).filter(Number.isFinite);
    return times.length ? Math.max(Math.min(...times), this.now + 1) : null;
  }

  /** Begin with a task at this instant, after those that are under way. */
  begin(owner, task) {
    const run = () => {
      this.#awake++;
      task().catch((error) => (this.#error ??= error)).finally(() => this.#asleep());
    };
    this.#sleepers.push({ owner, until: this.now, wake: run });
  }

  /** Sleep until this time, or until it is cancelled. */
  sleep(owner, until) {
    return new Promise((resolve) => {
      this.#sleepers.push({ owner, until, wake: () => (this.#awake++, resolve()) });
      this.#asleep();
    });
  }

  /** Whoever sleeps for this owner does not wake any more. */
  cancel(owner) {
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.owner !== owner);
  }

  /** Go to this time, and let all that is due then happen. */
  async advance(to) {
    this.now = to;
    for (let due; (due = this.#sleepers.find(({ until }) => until <= to)); ) {
      this.#sleepers.splice(this.#sleepers.indexOf(due), 1);
      await new Promise((resolve) => {
        this.#fellAsleep = resolve;
        due.wake();
      });
      if (this.#error) throw this.#error;
    }
  }

  #asleep() {
    if (--this.#awake === 0) this.#fellAsleep();
  }
}

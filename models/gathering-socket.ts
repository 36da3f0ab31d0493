import { Socket } from 'node:net';

/**
 * Sends what was written in one turn of the event loop together. The driver corks and uncorks for every statement by itself, and for
 * the fifteen statements of a command the calls of the operating system cost more than all else that the driver does.
 */
export class GatheringSocket extends Socket {
  #isGathering = false;

  override cork(): void {
    super.cork();
    if (this.#isGathering) return;
    this.#isGathering = true;
    super.cork();
    // After the promises that this turn settles, and whatever they write.
    process.nextTick(() => {
      this.#isGathering = false;
      super.uncork();
    });
  }
}

import { Refused } from "./host.mjs";
import { NoAnswer } from "./network.mjs";

/** An upgrade that has failed at a step, with a message for people. */
export class UpgradeFailed extends Error {
  constructor(step, message) {
    super(message);
    this.step = step;
  }

  /** Whatever host or network refuse at this step is the end of the upgrade. */
  static async at(step, promise) {
    try {
      return await promise;
    } catch (error) {
      if (error instanceof Refused || error instanceof NoAnswer) throw new UpgradeFailed(step, error.message);
      throw error;
    }
  }
}

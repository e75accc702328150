import { Refusal, verify } from "../signatures/package.mjs";
import { orNull } from "./instance.mjs";
import { NoAnswer, spelt, succeeded } from "./network.mjs";
import { testsAreOff } from "./pre_upgrade_tests.mjs";
import { UpgradeFailed } from "./upgrade_failed.mjs";

const SOURCE = "PackageVerification";

/** The packages of a version: fetched, and verified. */
export class Packages {
  constructor(mid, version) {
    Object.assign(this, { mid, version, list: [] });
  }

  /** Download and verify one after the other. */
  async download() {
    const { mid } = this;
    const answer = await UpgradeFailed.at("Packages", mid.instance.packages(mid.facts, this.version));
    if (!succeeded(answer.status))
      throw new UpgradeFailed("Packages", `${spelt(answer.status)} to a request for the list`);
    this.list = answer.result?.packages ?? [];
    if (this.list.length === 0) throw new UpgradeFailed("Packages", "nothing is assigned");
    this.traced = (await mid.settings("mid.log.level")).includes("trace");
    for (const one of this.list) {
      await this.#fetch(one);
      await this.verify(one);
    }
    await this.#report([]);
  }

  /** Where the file of a package lies. */
  path({ file }) {
    return this.mid.path("package/incoming", file);
  }

  /** Verify the file that lies on the host; what is refused does not stay there. */
  async verify(one) {
    const { mid } = this;
    const content = await UpgradeFailed.at("Verify", mid.host.read(this.path(one)));
    const details = [];
    try {
      await verify(content, {
        ...one, version: this.version, now: mid.clock.now, anchors: mid.trustAnchors, network: mid.network, details,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await mid.host.attempt(mid.host.delete(this.path(one)));
      const message = `Package refused: ${one.name}: ${error.message}`;
      await mid.log("SEVERE", message);
      await this.#report([message]);
      throw new UpgradeFailed("Verify", message);
    } finally {
      if (this.traced) for (const detail of details) await mid.log("TRACE", `${one.name}: ${detail}`);
    }
  }

  /** From the site; or, where that is out of reach and nothing is tested, what somebody has brought. */
  async #fetch(one) {
    const { mid } = this;
    try {
      const content = await mid.network.get(one.url);
      await UpgradeFailed.at("Download", mid.host.write(this.path(one), content));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const brought = (await testsAreOff(mid)) && (await mid.host.attempt(mid.host.read(this.path(one))));
      if (!brought) throw new UpgradeFailed("Download", error.message);
    }
  }

  async #report(messages) {
    await orNull(this.mid.instance.reportCheck(SOURCE, messages));
  }
}

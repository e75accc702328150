import { isStamp, sameFamily } from "./build_stamp.mjs";
import { Installation } from "./installation.mjs";
import { orNull } from "./instance.mjs";
import { spelt } from "./network.mjs";
import { Packages } from "./packages.mjs";
import { PreUpgradeTests } from "./pre_upgrade_tests.mjs";
import { UpgradeFailed } from "./upgrade_failed.mjs";

const TWENTY_SECONDS = 20_000;

/** The AutoUpgrade monitor: it compares versions, and upgrades where they differ. */
export class Monitor {
  busy = false;
  #holdsPermit = false;

  constructor(mid) {
    this.mid = mid;
    this.note = mid.path("work/upgrade.txt");
  }

  /** Ask which version is assigned, and see to it. An attempt that is under way goes on by itself. */
  async check() {
    if (this.busy) return;
    this.busy = true;
    if (!this.mid.told) await this.mid.report(this.mid.status);
    const target = await this.#assigned();
    if (target && target !== this.mid.version && (await this.#mayUpgrade())) await this.#attempt(target);
    this.busy = false;
  }

  /** After an upgrade the new process tells of its last step. */
  async tellOfSuccess() {
    const { host, version } = this.mid;
    const target = await host.attempt(host.readText(this.note));
    if (target === version) await this.#tell("Start", "success");
    if (target !== null) await host.attempt(host.delete(this.note));
  }

  /** The stamp that a pin, an override or the instance assigns; null where there is none. */
  async #assigned() {
    const pin = this.mid.config["mid.pinned.version"];
    const stamp = pin ? await this.#pinned(pin) : (await orNull(this.mid.instance.info()))?.mid_buildstamp;
    if (typeof stamp !== "string") {
      await this.mid.log("SEVERE", "Failed to query instance for MID Server buildstamp");
      return null;
    }
    if (isStamp(stamp)) return stamp;
    await this.mid.log("SEVERE", `Not a valid package buildstamp: ${JSON.stringify(pin || stamp)}`);
    return null;
  }

  /** The build that a pin names: empty where there is none, or more than one; null where nobody can tell. */
  async #pinned(pin) {
    const answer = await orNull(this.mid.instance.packages(this.mid.facts, pin));
    return answer?.status === 404 ? "" : answer?.result?.buildstamp;
  }

  /** Only who is validated, and neither Paused nor Down, upgrades. */
  async #mayUpgrade() {
    const record = await orNull(this.mid.instance.ownRecord());
    return record?.validated === "true" && !["Paused", "Down"].includes(record.status) && this.mid.status !== "Paused";
  }

  async #attempt(target) {
    try {
      if (!(await new PreUpgradeTests(this.mid).pass())) return await this.#settle(target);
      if (!(await this.#waitForPermit())) return;
      const now = await this.#assigned();
      if (now && now !== this.mid.version && (await this.#mayUpgrade())) await this.#upgrade((target = now));
      await this.#givePermitBack();
    } catch (error) {
      if (!(error instanceof UpgradeFailed)) throw error;
      const message = `Unable to refresh packages (${error.message})`;
      await this.mid.log("SEVERE", message);
      await this.#tell(error.step, "failed", message);
      await this.#givePermitBack();
      await this.#settle(target, true);
    }
  }

  /** Ask every 20 seconds; false where the MID Server may not upgrade any more. */
  async #waitForPermit() {
    const { mid } = this;
    if (this.#holdsPermit) await this.#givePermitBack();
    for (;;) {
      const { status } = await UpgradeFailed.at("Permit", mid.instance.askForPermit());
      this.#holdsPermit = status === 201;
      if (this.#holdsPermit) return true;
      if (status !== 409) throw new UpgradeFailed("Permit", `${spelt(status)} to a request for a permit`);
      await mid.log("WARN", `Method failed (${mid.instance.url}) HTTP/1.1 409 Conflict with code: 409`);
      await mid.sleep(mid.clock.now + TWENTY_SECONDS);
      if (!(await this.#mayUpgrade())) return false;
    }
  }

  async #givePermitBack() {
    if (this.#holdsPermit) this.#holdsPermit = (await orNull(this.mid.instance.givePermitBack())) === null;
  }

  async #upgrade(target) {
    const { mid } = this;
    if (!(await mid.report("Upgrading"))) throw new UpgradeFailed("Upgrading", "the instance does not answer");
    const packages = new Packages(mid, target);
    await packages.download();
    await this.#tell("Download", "success");
    await new Installation(mid, packages).install();
    await this.#tell("Install", "success");
    await mid.host.attempt(mid.host.write(this.note, target));
    await mid.restart();
  }

  /** The status after an attempt that came to nothing. */
  async #settle(target, always = false) {
    const { mid } = this;
    const status = sameFamily(mid.version, target) ? "Up" : "Upgrade Failed";
    if (always || status !== mid.status) await mid.report(status);
    mid.called();
  }

  async #tell(stage, state, message = "") {
    await orNull(this.mid.instance.reportStep(stage, state, message));
  }
}

import { archiveOf } from "../archives/one_file.mjs";
import { Refused, join } from "./host.mjs";
import { orNull } from "./instance.mjs";
import { userMessages } from "./log_on_user.mjs";

const GIGABYTE = 1e9;
const TEXT = "upgradeCheck.txt";
/** A ZIP archive with one text file, stored. */
const ARCHIVE = archiveOf(TEXT, "pre-upgrade check\n");

/** Whether the pre-upgrade tests are turned off for this MID Server. */
export async function testsAreOff(mid) {
  return (await mid.settings("mid.upgrade.run_precheck")).includes("false");
}

/** What a MID Server tries on its host before an upgrade. */
export class PreUpgradeTests {
  #errors = [];
  #warnings = [];

  constructor(mid) {
    this.mid = mid;
    this.folder = mid.path("package/upgradeCheck");
    this.temporary = join(mid.facts.temp_folder, "upgradeCheck");
    this.archive = join(mid.facts.temp_folder, "upgradeCheck.zip");
  }

  /** Run them and report; whether there was no error. */
  async pass() {
    const { mid } = this;
    if (await testsAreOff(mid)) return true;
    await this.#diskSpace();
    await this.#downloadSite();
    const extracted = await this.#extraction();
    if ((await this.#checkFolder()) && extracted) await this.#permissions();
    await this.#cleanUp();
    await this.#user();
    for (const message of this.#errors) await mid.log("SEVERE", message);
    await orNull(mid.instance.reportCheck("UpgradeCheck", [...this.#errors, ...this.#warnings]));
    return this.#errors.length === 0;
  }

  async #diskSpace() {
    const free = await this.mid.host.freeBytes();
    if (free < GIGABYTE) this.#errors.push(`Not enough free disk space. The system reports ${free} bytes free`);
  }

  async #downloadSite() {
    const site = `${this.mid.downloadSite.replace(/\/+$/, "")}/`;
    if ((await orNull(this.mid.network.get(site))) === null)
      this.#errors.push("Unable to download updates from the install server");
  }

  async #extraction() {
    const { host } = this.mid;
    return this.#try("Unable to extract contents of pre upgrade check zip", async () => {
      await host.write(this.archive, ARCHIVE);
      await host.extract(this.archive, this.temporary);
    });
  }

  async #checkFolder() {
    return this.#try(`Unable to create folder ${this.folder}`, () => this.mid.host.makeFolder(this.folder));
  }

  async #permissions() {
    const { host } = this.mid;
    const [extracted, copied] = [join(this.temporary, TEXT), join(this.folder, TEXT)];
    try {
      await host.copy(extracted, copied);
      await host.read(copied);
      await host.delete(copied);
      await host.delete(extracted);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#errors.push(`Unable to verify file permissions: ${error.message}`);
    }
  }

  async #cleanUp() {
    const { host } = this.mid;
    for (const path of [join(this.folder, TEXT), this.temporary, this.archive]) await host.attempt(host.delete(path));
  }

  async #user() {
    if (this.mid.facts.os !== "windows") return;
    const { error, warning, line } = await userMessages(this.mid.host);
    if (error) this.#errors.push(error);
    if (warning) this.#warnings.push(warning);
    if (warning ?? line) await this.mid.log("WARN", warning ?? line);
  }

  async #try(message, test) {
    try {
      await test();
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#errors.push(message);
      return false;
    }
  }
}

import { join } from "./host.mjs";
import { UpgradeFailed } from "./upgrade_failed.mjs";

const META = "package/meta/";

/** Puts verified packages in place; where that fails, everything is as it was. */
export class Installation {
  #undo = [];

  constructor(mid, packages) {
    Object.assign(this, { mid, packages });
    this.staging = mid.path("work/staging");
    this.backup = mid.path("work/backup");
  }

  async install() {
    const { host } = this.mid;
    try {
      await this.#clear();
      await UpgradeFailed.at("Install", this.#extract());
      await UpgradeFailed.at("Install", this.#putInPlace());
    } catch (error) {
      for (const undo of this.#undo.reverse()) await host.attempt(undo());
      throw error;
    } finally {
      await this.#clear();
    }
  }

  async #clear() {
    const { host } = this.mid;
    for (const folder of [this.staging, this.backup]) await host.attempt(host.delete(folder));
  }

  /** What is extracted is what was verified a moment before. */
  async #extract() {
    const { mid, packages } = this;
    for (const one of packages.list) {
      await packages.verify(one);
      const ends = await mid.host.extract(packages.path(one), join(this.staging, one.name));
      if (ends > mid.clock.now) await mid.sleep(ends);
    }
  }

  async #putInPlace() {
    const { host } = this.mid;
    const files = new Map();
    for (const { name } of this.packages.list) {
      const folder = join(this.staging, name);
      for (const file of await host.files(folder))
        if (!file.startsWith("META-INF/")) files.set(file, join(folder, file));
    }
    const folders = new Set([...files.keys()].map(folderOf));
    const installed = await host.files(this.mid.folder);
    const stale = installed.filter((file) => folders.has(folderOf(file)) && !files.has(file));
    for (const file of stale) if (!this.#isOfAnother(file)) await this.#remove(file);
    const inOrder = [...files].sort(([one], [other]) => one.startsWith(META) - other.startsWith(META));
    for (const [file, source] of inOrder) await this.#replace(file, source, installed.includes(file));
  }

  /** The meta file of a package that is not listed stays, as its files do. */
  #isOfAnother(file) {
    return file.startsWith(META) && !this.packages.list.some(({ name }) => file.startsWith(`${META}${name}.`));
  }

  async #remove(file) {
    await this.#keep(file);
    await this.mid.host.delete(this.mid.path(file));
  }

  async #replace(file, source, exists) {
    const { mid } = this;
    if (exists) await this.#keep(file);
    else this.#undo.push(() => mid.host.delete(mid.path(file)));
    await mid.host.copy(source, mid.path(file));
  }

  async #keep(file) {
    const { mid } = this;
    const kept = join(this.backup, file);
    await mid.host.copy(mid.path(file), kept);
    this.#undo.push(() => mid.host.copy(kept, mid.path(file)));
  }
}

/** The folder of a program's file: bin, lib, jre or package/meta; a file that lies in none has none. */
const folderOf = (file) => (file.startsWith(META) ? META : file.split("/").slice(0, -1)[0]);

/** What the host has refused, in its own words. */
export class Refused extends Error {}

/** The host of a MID Server: its files, commands and services. */
export class Host {
  constructor(ask, mid) {
    Object.assign(this, { ask, mid });
  }

  async call(operation, details = {}) {
    const answer = await this.ask({ plane: "host", mid: this.mid, operation, arguments: details });
    if ("error" in answer) throw new Refused(answer.error);
    return answer.result;
  }

  facts = () => this.call("facts");
  freeBytes = () => this.call("free_bytes");
  read = async (path) => Buffer.from(await this.call("read", { path }), "base64");
  readText = async (path) => (await this.read(path)).toString();
  write = (path, content) => this.call("write", { path, content: Buffer.from(content).toString("base64") });
  append = (path, text) => this.call("append", { path, text });
  copy = (source, target) => this.call("copy", { source, target });
  delete = (path) => this.call("delete", { path });
  makeFolder = (path) => this.call("make_folder", { path });
  files = (path) => this.call("list_files", { path });
  extract = async (archive, folder) => Date.parse((await this.call("extract", { archive, folder })).ends);
  run = (command) => this.call("run", { command });
  powershellVersion = () => this.call("powershell_version");
  restartService = () => this.call("restart_service");

  /** Do without what the host refuses. */
  async attempt(promise, otherwise = null) {
    try {
      return await promise;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return otherwise;
    }
  }
}

/** A path below a folder, as the host writes paths. */
export function join(folder, ...names) {
  const separator = folder.includes("\\") ? "\\" : "/";
  return [folder, ...names.flatMap((name) => name.split("/"))].join(separator);
}

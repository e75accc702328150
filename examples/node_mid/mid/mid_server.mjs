import { isBeforeIstanbul } from "./build_stamp.mjs";
import { CommandQueue } from "./command_queue.mjs";
import { parameters, versionIn } from "./config.mjs";
import { Host, join } from "./host.mjs";
import { Instance, orNull } from "./instance.mjs";
import { Monitor } from "./monitor.mjs";
import { Network } from "./network.mjs";

const HOUR = 3_600_000;

/** One process of a MID Server, from its start to its end. */
export class MidServer {
  status = "Up";

  constructor(name, folder, world) {
    Object.assign(this, { name, folder, ...world });
    this.host = new Host(this.ask, name);
    this.network = new Network(this.ask, name);
    this.clock.begin(this, () => this.#run());
  }

  async #run() {
    this.config = parameters(await this.host.readText(this.path("config.xml")));
    this.version = versionIn(await this.host.readText(this.path("package/meta/mid-core.meta.properties")));
    this.facts = await this.host.facts();
    this.instance = new Instance(this.network, this.config);
    this.monitor = new Monitor(this);
    this.queue = new CommandQueue(this);
    await this.report("Up");
    await this.monitor.tellOfSuccess();
    for (let due = this.clock.now; ; ) {
      await this.monitor.check();
      await this.queue.look();
      while (due <= this.clock.now) due += HOUR;
      await this.sleep(due);
    }
  }

  /** Something waits in the queue, or the connection is back. Before it has come Up it will look there anyway. */
  called() {
    if (this.queue) this.clock.begin(this, () => this.queue.look());
  }

  /** It ends without a word. */
  end() {
    this.clock.cancel(this);
  }

  /** The last call of a process. */
  async restart() {
    await this.host.restartService();
    this.end();
    await this.sleep(Infinity);
  }

  sleep(until) {
    return this.clock.sleep(this, until);
  }

  begin(task) {
    this.clock.begin(this, task);
  }

  path(...names) {
    return join(this.folder, ...names);
  }

  /**
   * Tell the instance a status; whether it has heard.
   *
   * Before Istanbul no upgrade is shown: nothing is told of Upgrading, as Up would give the permit back.
   */
  async report(status) {
    const hidden = isBeforeIstanbul(this.version);
    this.status = hidden && status === "Upgrade Failed" ? "Up" : status;
    if (hidden && status === "Upgrading") return true;
    const values = { status: this.status, version: this.version };
    this.told = (await orNull(this.instance.update("ecc_agent", this.instance.sysId, values))) !== null;
    return this.told;
  }

  /** A line in the agent log. */
  async log(level, text) {
    const time = new Date(this.clock.now).toISOString().replace("T", " ").slice(0, 19);
    await this.host.attempt(this.host.append(this.path("logs/agent0.log.0"), `${time} ${level} ${text}\n`));
  }

  /** The values of a setting: of config.xml, and of the MID Server properties that hold for this MID Server. */
  async settings(name) {
    const records = (await orNull(this.instance.records("ecc_agent_property", `name=${name}`))) ?? [];
    const mine = records.filter(({ ecc_agent: of }) => ["", this.instance.sysId].includes(of?.value ?? of ?? ""));
    return [this.config[name], ...mine.map(({ value }) => value)].filter((value) => value !== undefined);
  }
}

import { orNull } from "./instance.mjs";
import { Outbox } from "./outbox.mjs";

const FIVE_MINUTES = 300_000;
const MANAGING = ["grabLog", "threaddump"];

/** What waits for a MID Server in the ECC queue. */
export class CommandQueue {
  #waits = false;

  constructor(mid) {
    this.mid = mid;
    this.outbox = new Outbox(mid);
  }

  /** Take what may be taken now. */
  async look() {
    const { mid } = this;
    const [record, commands] = [await orNull(mid.instance.ownRecord()), await this.#ready()];
    if (!record || !commands) return this.#lookLater();
    if (record.status === "Down") {
      if (!(await mid.report(mid.status))) return this.#lookLater();
      if (mid.status === "Up") {
        await mid.monitor.check();
        return this.look();
      }
    }
    await this.outbox.begin(mid.status === "Up" && record.validated === "true");
    for (const command of commands) {
      if (!this.#mayTake(command, record.validated === "true")) continue;
      await this.#set(command, "processing");
      if (await this.#carryOut(command)) return this.look();
    }
  }

  /** The result of a command. */
  async send({ sys_id, agent, topic, source, name }, payload) {
    const record = { agent, topic, source, name, queue: "input", state: "ready", response_to: sys_id, payload };
    return (await orNull(this.mid.instance.insert("ecc_queue", record))) !== null;
  }

  async done(command) {
    await this.#set(command, "processed");
  }

  /** The instance is in trouble. */
  #lookLater() {
    if (this.#waits) return;
    this.#waits = true;
    this.mid.begin(async () => {
      await this.mid.sleep(this.mid.clock.now + FIVE_MINUTES);
      this.#waits = false;
      await this.look();
    });
  }

  async #ready() {
    const agent = `mid.server.${this.mid.name}`;
    const query = `agent=${agent}^queue=output^state=ready^ORDERBYsys_created_on`;
    return (await orNull(this.mid.instance.records("ecc_queue", query)))?.filter((command) => command.agent === agent);
  }

  async #set({ sys_id }, state) {
    await orNull(this.mid.instance.update("ecc_queue", sys_id, { state }));
  }

  #mayTake({ topic, source }, validated) {
    const { status, monitor } = this.mid;
    if (topic !== "SystemCommand") return status === "Up" && validated;
    if (source === "autoUpgrade") return ["Up", "Upgrade Failed"].includes(status) && validated && !monitor.busy;
    if (MANAGING.includes(source)) return status !== "Upgrade Failed";
    if (source === "restart") return status !== "Upgrading";
    if (source === "resumeMid") return status === "Paused";
    return source === "pauseMid" && status === "Up";
  }

  /** Whether the rest of the queue is to be read anew. */
  async #carryOut(command) {
    const { mid } = this;
    if (command.topic !== "SystemCommand") {
      await this.outbox.take(command);
      return false;
    }
    if (MANAGING.includes(command.source)) await this.send(command, await this.#show(command.source));
    await this.done(command);
    if (command.source === "restart") await mid.restart();
    if (command.source === "pauseMid") await mid.report("Paused");
    if (command.source === "resumeMid") await mid.report("Up");
    if (["resumeMid", "autoUpgrade"].includes(command.source)) await mid.monitor.check();
    return true;
  }

  #show(source) {
    const { host } = this.mid;
    if (source === "grabLog") return host.attempt(host.readText(this.mid.path("logs/agent0.log.0")), "");
    return `monitor: ${this.mid.monitor.busy ? "upgrading" : "waiting"}\ncommands: ${this.outbox.size} in hand`;
  }
}

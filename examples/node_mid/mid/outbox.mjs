/** Commands for the host that were taken, each with its result as soon as there is one. It outlives the process. */
export class Outbox {
  #commands = null;
  #running = new Set();

  constructor(mid) {
    this.mid = mid;
    this.file = mid.path("work/commands.json");
  }

  get size() {
    return this.#commands?.length ?? 0;
  }

  /** Take a command, and begin with it. */
  async take(command) {
    await this.#load();
    this.#commands.push(command);
    await this.#save();
    this.#begin(command);
  }

  /** Send what is there to be sent, and begin anew with what a former process has not finished. */
  async begin(allowed) {
    if (!allowed) return;
    await this.#load();
    for (const command of [...this.#commands]) {
      if ("result" in command) await this.#send(command);
      else if (!this.#running.has(command)) this.#begin(command);
    }
  }

  #begin(command) {
    this.#running.add(command);
    this.mid.begin(() => this.#run(command));
  }

  async #run(command) {
    const { host } = this.mid;
    const { output, ends } = await host.run(command.name).catch(({ message }) => ({ output: message }));
    if (ends && Date.parse(ends) > this.mid.clock.now) await this.mid.sleep(Date.parse(ends));
    command.result = output;
    this.#running.delete(command);
    await this.#save();
    await this.#send(command);
  }

  /** Results are held back unless it is Up. */
  async #send(command) {
    if (this.mid.status !== "Up" || !(await this.mid.queue.send(command, command.result))) return;
    this.#commands = this.#commands.filter((other) => other !== command);
    await this.#save();
    await this.mid.queue.done(command);
  }

  async #load() {
    const { host } = this.mid;
    this.#commands ??= JSON.parse(await host.attempt(host.readText(this.file), "[]"));
  }

  async #save() {
    await this.mid.host.attempt(this.mid.host.write(this.file, JSON.stringify(this.#commands)));
  }
}

/* An adapter to begin with: a MID Server that is Up, asks every hour, and runs commands. It does not upgrade yet.
 *
 * It speaks protocol 1 of the MID Server upgrade conformance suite: JSON lines on standard input and output. Print
 * nothing else to standard output; what goes to standard error is shown under a scenario that fails.
 */

import { createInterface } from "node:readline";

const HOUR = 3_600_000;
const XML = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** One line to the suite. */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** Ask the host or the network, while the suite waits for the answer to its control message. */
async function ask(question) {
  say({ ask: question });
  return JSON.parse((await lines.next()).value);
}

const encode = (text) => Buffer.from(text).toString("base64");
const decode = (base64) => Buffer.from(base64, "base64").toString();

/** What an XML attribute means: `&amp;`, `&#38;` and `&#x26;` are an ampersand. */
function unescaped(text) {
  return text.replace(/&(#?)(\w+);/g, (_, code, name) => (code ? String.fromCodePoint(`0${name}`) : XML[name]));
}

/** One process of a MID Server. */
class MidServer {
  constructor(name, folder, now) {
    Object.assign(this, { name, folder, now, due: now, running: [], up: false, called: false });
  }

  /** Read what it is to read when it starts. */
  async read() {
    const config = decode((await this.host("read", { path: this.path("config.xml") })).result);
    const parameters = [...config.matchAll(/<parameter\s+name="([^"]*)"\s+value="([^"]*)"/g)];
    this.config = Object.fromEntries(parameters.map(([, name, value]) => [unescaped(name), unescaped(value)]));
    const meta = await this.host("read", { path: this.path("package", "meta", "mid-core.meta.properties") });
    this.version = decode(meta.result).match(/package\.filename=mid-core\.([^.\s]+)/)[1];
  }

  /** A path below the agent folder. */
  path(...names) {
    return [this.folder, ...names].join(this.folder.includes("\\") ? "\\" : "/");
  }

  /** An operation of the host; the answer has `result`, or the host's `error`. */
  host(operation, details) {
    return ask({ plane: "host", mid: this.name, operation, arguments: details });
  }

  /** A request to the instance: status and JSON, or null where no answer came. */
  async instance(method, path, body) {
    const login = `${this.config["mid.instance.username"]}:${this.config["mid.instance.password"]}`;
    const headers = { Authorization: `Basic ${encode(login)}`, "Content-Type": "application/json" };
    const sent = encode(body === undefined ? "" : JSON.stringify(body));
    const url = this.config.url + path;
    const answer = await ask({ plane: "network", mid: this.name, method, url, headers, body: sent });
    if ("fault" in answer) return null;
    const content = decode(answer.body);
    return [answer.status, content ? JSON.parse(content) : null];
  }

  /** Do all that is due at this instant. */
  async act() {
    if (!this.up) {
      const record = { status: "Up", version: this.version };
      await this.instance("PATCH", `/api/now/table/ecc_agent/${this.config.mid_sys_id}`, record);
      this.up = true;
    }
    if (this.due <= this.now) {
      this.due += HOUR;
      await this.check();
    }
    if (this.called) {
      this.called = false;
      await this.takeCommands();
    }
    const ended = this.running.filter(({ ends }) => ends <= this.now);
    this.running = this.running.filter(({ ends }) => ends > this.now);
    for (const command of ended) await this.sendResult(command);
  }

  /** When the next thing is due. */
  next() {
    return Math.min(this.due, ...this.running.map(({ ends }) => ends));
  }

  /** Ask which version is assigned. */
  async check() {
    await this.instance("GET", "/api/now/mid/instance_info");
    // Here yours compares the versions, tests the host, asks for a permit, downloads, verifies, installs, restarts.
  }

  /** Run the commands for the host that wait in the ECC queue. */
  async takeCommands() {
    const query = encodeURIComponent(`agent=mid.server.${this.name}^queue=output^state=ready^topic=Command`);
    const answer = await this.instance("GET", `/api/now/table/ecc_queue?sysparm_query=${query}`);
    for (const command of answer ? answer[1].result : []) {
      await this.instance("PATCH", `/api/now/table/ecc_queue/${command.sys_id}`, { state: "processing" });
      const { output, ends } = (await this.host("run", { command: command.name })).result;
      this.running.push({ ...command, payload: output, ends: Date.parse(ends) });
    }
  }

  /** Send what a command has said, now that it has ended. */
  async sendResult({ sys_id, agent, topic, source, payload }) {
    const result = { agent, queue: "input", state: "ready", payload, topic, source, response_to: sys_id };
    await this.instance("POST", "/api/now/table/ecc_queue", result);
    await this.instance("PATCH", `/api/now/table/ecc_queue/${sys_id}`, { state: "processed" });
  }
}

/** Answers the control messages; MID Servers act during `advance` alone. */
class Adapter {
  starting = new Map();
  running = new Map();

  /** Who this is, and what it can do. */
  describe({ protocol }) {
    const implementation = { name: "my MID Server", version: "0" };
    return { protocol, implementation, roles: ["mid"], time: "advance", capabilities: [] };
  }

  /** A scenario begins: forget the one before. */
  setup(surroundings) {
    this.starting.clear();
    this.running.clear();
    return {};
  }

  /** The host starts the service of a MID Server. */
  start({ mid, agent_folder }) {
    this.starting.set(mid, agent_folder);
    return {};
  }

  /** Its process ends without a word. */
  stop({ mid }) {
    this.starting.delete(mid);
    this.running.delete(mid);
    return {};
  }

  /** A command waits for it. */
  notify({ mid }) {
    if (this.running.has(mid)) this.running.get(mid).called = true;
    return {};
  }

  /** Do all that is due, and say when the next thing will be. */
  async advance({ to }) {
    const now = Date.parse(to);
    for (const [name, folder] of this.starting) {
      const mid = new MidServer(name, folder, now);
      await mid.read();
      mid.called = true;
      this.running.set(name, mid);
    }
    this.starting.clear();
    for (const mid of this.running.values()) {
      mid.now = now;
      await mid.act();
    }
    const due = [...this.running.values()].map((mid) => mid.next());
    return { next: due.length ? new Date(Math.min(...due)).toISOString() : null };
  }

  /** The scenario is over. */
  teardown() {
    return this.setup();
  }
}

// Answer line by line until standard input ends.
const adapter = new Adapter();
for await (const line of lines) {
  const { verb, ...details } = JSON.parse(line);
  try {
    say({ ok: await adapter[verb](details) });
  } catch (error) { // whatever goes wrong is told, and the next scenario begins anew
    say({ errored: { message: String(error) } });
  }
}

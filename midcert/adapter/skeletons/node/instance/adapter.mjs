/* An adapter to begin with: an instance that keeps its tables, and gives everybody a permit who asks for one.
 *
 * It speaks protocol 1 of the MID Server upgrade conformance suite: JSON lines on standard input and output, and HTTP at
 * the URL that it answers to `setup`. Print nothing else to standard output; what goes to standard error is shown under
 * a scenario that fails.
 */

import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const TABLES = ["sys_user", "ecc_agent", "ecc_queue", "ecc_agent_issue", "ecc_agent_property", "sys_properties"];
const COMMANDS = {
  upgrade: "autoUpgrade",
  pause: "pauseMid",
  resume: "resumeMid",
  restart: "restart",
  grab_log: "grabLog",
  thread_dump: "threaddump",
};

/** What of a record is shown: no password. */
function shown({ user_password, ...record }) {
  return record;
}

/** The instance of one scenario: a table is a list of records, and every value is a text. */
class Instance {
  constructor({ buildstamp, administrator: { user, password } }) {
    this.stamp = buildstamp;
    this.records = 0;
    this.tables = Object.fromEntries(TABLES.map((table) => [table, []]));
    this.insert("sys_user", { user_name: user, user_password: password, roles: "admin" });
    this.insert("sys_properties", { name: "mid.buildstamp", value: buildstamp });
  }

  /** Add a record. */
  insert(table, values) {
    this.records += 1;
    const record = { ...values, sys_id: this.records.toString(16).padStart(32, "0") };
    this.tables[table].push(record);
    return record;
  }

  /** The records for which all conditions of an encoded query hold, the oldest first: `=` and `!=` alone. */
  select(table, query = "") {
    const asked = query.split("^").filter((text) => text && !text.startsWith("ORDERBY"));
    const conditions = asked.map((text) => text.match(/^([\w.]+)(!?=)(.*)$/s));
    const holds = (record, [, name, operator, value]) => ((record[name] ?? "") === value) === (operator === "=");
    return this.tables[table].filter((record) => conditions.every((condition) => holds(record, condition)));
  }

  /** Whether somebody is who they say (RFC 7617). Here yours looks at their roles, too. */
  login(header = "") {
    const said = Buffer.from(header.replace(/^Basic /, ""), "base64").toString();
    return this.tables.sys_user.some(({ user_name, user_password }) => said === `${user_name}:${user_password}`);
  }

  /** The version for all MID Servers. Here yours looks for mid.version.override first. */
  assigned() {
    return this.select("sys_properties", "name=mid.buildstamp")[0].value;
  }

  /** Become another version, assign it, and tell the MID Servers that have another one. */
  upgrade(to) {
    this.stamp = to;
    const [found = this.insert("sys_properties", { name: "mid.buildstamp" })] =
      this.select("sys_properties", "name=mid.buildstamp");
    found.value = to;
    for (const agent of this.select("ecc_agent", `version!=${to}`)) this.send(agent, "autoUpgrade");
  }

  /** Put a system command into the queue of a MID Server. */
  send(agent, command) {
    const waiting = { queue: "output", topic: "SystemCommand", source: command, name: command, state: "ready" };
    this.insert("ecc_queue", { agent: `mid.server.${agent.name}`, ...waiting, priority: "0" });
  }

  /** Status and JSON of one request; without the latter for no content. */
  answer(method, path, query, body) {
    const [area, name, sys_id, action] = path.replace("/api/now/", "").split("/");
    if (area === "table") {
      if (sys_id) return this.change(method, name, sys_id, body);
      if (method === "POST") return [201, shown(this.insert(name, body))];
      return [200, this.select(name, query.get("sysparm_query") ?? "").map(shown)];
    }
    switch (`${method} ${name}`) {
      case "GET instance_info":
        return [200, { mid_buildstamp: this.assigned(), instance_buildstamp: this.stamp }];
      case "GET assigned_packages":
        // Here yours names the packages of the version, for the operating system and architecture of the query.
        return [200, { buildstamp: this.assigned(), packages: [] }];
      case "POST upgrade_permit":
        // Here yours counts, and answers 409 where both permits are taken.
        return [201, { mid_server: sys_id }];
      case "POST action":
        // Here yours asks whether they may, and whether its status allows it.
        if (action in COMMANDS) this.send(this.select("ecc_agent", `sys_id=${sys_id}`)[0], COMMANDS[action]);
        return [204];
      case "DELETE channel":
        return this.change("PATCH", "ecc_agent", sys_id, { status: "Down" });
    }
    return [area === "mid" ? 204 : 404]; // a permit that is given back, a report of tests, a channel that is open
  }

  /** Show, change or delete one record. */
  change(method, table, sys_id, values) {
    const [record] = this.select(table, `sys_id=${sys_id}`);
    if (!record) return [404];
    if (method === "DELETE") {
      this.tables[table] = this.tables[table].filter((each) => each !== record);
      return [204];
    }
    if (method !== "GET") Object.assign(record, values);
    return [200, shown(record)];
  }
}

/** Answers the control messages, and HTTP on a free port of this machine. */
class Adapter {
  server = createServer(async (request, response) => {
    let [status, result] = [500];
    try {
      [status, result] = await this.answer(request);
    } catch (error) {
      console.error(error);
    }
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(result === undefined ? "" : JSON.stringify({ result }));
  });

  /** Status and JSON of one request, whoever sends it. */
  async answer(request) {
    const sent = [];
    for await (const part of request) sent.push(part);
    if (!this.instance.login(request.headers.authorization)) return [401];
    const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1");
    const body = JSON.parse(Buffer.concat(sent).toString() || "{}");
    return this.instance.answer(request.method, pathname, searchParams, body);
  }

  /** Who this is, and what it can do. */
  describe({ protocol }) {
    const implementation = { name: "my instance", version: "0" };
    return { protocol, implementation, roles: ["instance"], time: "advance", capabilities: [] };
  }

  /** A scenario begins, with a new instance. */
  async setup({ instance }) {
    if (!this.server.listening) await once(this.server.listen(0, "127.0.0.1"), "listening");
    this.instance = new Instance(instance);
    return { instance_url: `http://127.0.0.1:${this.server.address().port}` };
  }

  /** The instance stops. Here yours does what it does when it stops. */
  stop() {
    return {};
  }

  /** It starts again, with its tables. */
  start() {
    return {};
  }

  /** It becomes another version. */
  upgrade({ to }) {
    this.instance.upgrade(to);
    return {};
  }

  /** Do all that is due, and say when the next thing will be: never, as this one waits for nothing. */
  advance() {
    return { next: null };
  }

  /** The scenario is over. */
  teardown() {
    return {};
  }
}

// Answer line by line until standard input ends.
const adapter = new Adapter();
for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...details } = JSON.parse(line);
  let said;
  try {
    said = { ok: await adapter[verb](details) };
  } catch (error) { // whatever goes wrong is told, and the next scenario begins anew
    said = { errored: { message: String(error) } };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
process.exit(); // the server would go on

import { NoAnswer, spelt, succeeded } from "./network.mjs";

/** The instance, as a MID Server with this configuration sees it. */
export class Instance {
  constructor(network, config) {
    this.network = network;
    this.url = config.url.replace(/\/+$/, "");
    this.sysId = config.mid_sys_id;
    const login = `${config["mid.instance.username"]}:${config["mid.instance.password"]}`;
    this.headers = {
      Accept: "application/json",
      Authorization: `Basic ${Buffer.from(login).toString("base64")}`,
      "Content-Type": "application/json",
    };
  }

  /** The status of the answer, and what its JSON has as result. */
  async request(method, path, content) {
    const body = content === undefined ? "" : JSON.stringify(content);
    const answer = await this.network.request(method, this.url + path, { headers: this.headers, body });
    return { status: answer.status, result: parsed(answer.body)?.result };
  }

  /** The result of an answer that says success. */
  async ask(method, path, content) {
    const { status, result } = await this.request(method, path, content);
    if (!succeeded(status)) throw new NoAnswer(`${spelt(status)}: ${this.url}${path}`);
    return result;
  }

  async records(table, query) {
    const found = await this.ask("GET", `/api/now/table/${table}?sysparm_query=${encodeURIComponent(query)}`);
    if (!Array.isArray(found)) throw new NoAnswer(`no records: ${table}`);
    return found;
  }

  ownRecord = () => this.ask("GET", `/api/now/table/ecc_agent/${this.sysId}`);
  update = (table, sysId, values) => this.ask("PATCH", `/api/now/table/${table}/${sysId}`, values);
  insert = (table, values) => this.ask("POST", `/api/now/table/${table}`, values);

  info = () => this.ask("GET", "/api/now/mid/instance_info");
  packages = ({ os, architecture }, version) =>
    this.request("GET", `/api/now/mid/assigned_packages?${new URLSearchParams({ os, architecture, version })}`);

  askForPermit = () => this.request("POST", `/api/now/mid/upgrade_permit/${this.sysId}`);
  givePermitBack = () => this.ask("DELETE", `/api/now/mid/upgrade_permit/${this.sysId}`);
  reportCheck = (source, messages) =>
    this.ask("POST", `/api/now/mid/upgrade_check/${this.sysId}`, { source, messages });
  reportStep = (stage, state, message) =>
    this.ask("POST", `/api/now/mid/upgrade_step/${this.sysId}`, { stage, state, message });
}

/** What never fails: null where the instance has not answered as hoped. */
export async function orNull(promise) {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return null;
  }
}

function parsed(body) {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

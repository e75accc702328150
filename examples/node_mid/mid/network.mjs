import { STATUS_CODES } from "node:http";

/** No answer has come, or not the one that was hoped for. */
export class NoAnswer extends Error {}

/** HTTP requests of a MID Server, to whomever. */
export class Network {
  constructor(ask, mid) {
    Object.assign(this, { ask, mid });
  }

  /** Status and body of the answer; NoAnswer where none comes. */
  async request(method, url, { headers = {}, body = "" } = {}) {
    const sent = Buffer.from(body).toString("base64");
    const answer = await this.ask({ plane: "network", mid: this.mid, method, url, headers, body: sent });
    if ("fault" in answer) throw new NoAnswer(`${answer.fault}: ${url}`);
    return { status: answer.status, body: Buffer.from(answer.body, "base64") };
  }

  /** The body of an answer that says success. */
  async get(url) {
    const { status, body } = await this.request("GET", url);
    if (!succeeded(status)) throw new NoAnswer(`${spelt(status)}: ${url}`);
    return body;
  }
}

export const succeeded = (status) => status >= 200 && status < 300;

/** A status in words, so that two of them differ in more than digits. */
export const spelt = (status) => `HTTP ${status} ${STATUS_CODES[status] ?? ""}`.trim();

/* Between the suite and the MID Server: protocol 1, JSON lines on standard input and output. */

import { createInterface } from "node:readline";

import { Clock } from "./mid/clock.mjs";
import { MidServer } from "./mid/mid_server.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Ask a host or the network, while the suite waits for the answer to its control message. */
async function ask(question) {
  say({ ask: question });
  return JSON.parse((await lines.next()).value);
}

const implementation = { name: "a MID Server in Node.js", version: "1" };
const running = new Map();
let clock, world;

const verbs = {
  describe: ({ protocol }) => ({
    protocol, implementation, roles: ["mid"], time: "advance", capabilities: ["concurrent", "older-agents"],
  }),
  setup({ now, download_site, trust_anchors }) {
    running.clear();
    clock = new Clock(Date.parse(now));
    world = { ask, clock, downloadSite: download_site, trustAnchors: trust_anchors };
  },
  start({ mid, agent_folder }) {
    verbs.stop({ mid });
    running.set(mid, new MidServer(mid, agent_folder, world));
  },
  stop({ mid }) {
    running.get(mid)?.end();
    running.delete(mid);
  },
  notify({ mid }) {
    running.get(mid)?.called();
  },
  async advance({ to }) {
    await clock.advance(Date.parse(to));
    return { next: clock.next === null ? null : new Date(clock.next).toISOString() };
  },
  teardown() {
    running.clear();
  },
};

for await (const line of lines) {
  const { verb, ...details } = JSON.parse(line);
  try {
    say({ ok: (await verbs[verb](details)) ?? {} });
  } catch (error) {
    say({ errored: { message: error.stack } });
  }
}

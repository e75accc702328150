/* The control messages of protocol 1, however they come; while one is answered, `ask` asks a host or the network. */

import { Clock } from "./mid/clock.mjs";
import { MidServer } from "./mid/mid_server.mjs";

export function targetThatAsks(ask) {
  const running = new Map();
  let clock, world;

  const verbs = {
    describe: ({ protocol }) => ({
      protocol, implementation: { name: "a MID Server in Node.js", version: "1" },
      roles: ["mid"], time: "advance", capabilities: ["concurrent", "older-agents"],
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
    notify: ({ mid }) => running.get(mid)?.called(),
    async advance({ to }) {
      await clock.advance(Date.parse(to));
      return { next: clock.next === null ? null : new Date(clock.next).toISOString() };
    },
    teardown: () => running.clear(),
  };

  return async ({ verb, ...details }) => {
    try {
      return { ok: (await verbs[verb](details)) ?? {} };
    } catch (error) {
      return { errored: { message: error.stack } };
    }
  };
}

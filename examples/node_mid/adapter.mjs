/* Between the suite and the MID Server: JSON lines on standard input and output. */

import { createInterface } from "node:readline";

import { targetThatAsks } from "./target.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const answer = targetThatAsks(async (question) => {
  say({ ask: question });
  return JSON.parse((await lines.next()).value);
});

for await (const line of lines) {
  say(await answer(JSON.parse(line)));
}

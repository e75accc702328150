/* Between the suite and the MID Server: HTTP, as in a container. `node server.mjs PORT ADDRESS` */

import { createServer } from "node:http";
import { json } from "node:stream/consumers";

import { targetThatAsks } from "./target.mjs";

const [port, address] = process.argv.slice(2), headers = { "Content-Type": "application/json" };
let asksAt;
const answer = targetThatAsks(async (question) =>
  (await fetch(asksAt, { method: "POST", headers, body: JSON.stringify(question) })).json());

createServer(async (request, response) => {
  const { system, ...message } = await json(request);
  asksAt = system ?? asksAt;
  response.writeHead(200, headers).end(JSON.stringify(await answer(message)));
}).listen(Number(port), address);

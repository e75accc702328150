/* Whether a certificate was revoked (RFC 6960). */

import { ENUMERATED, INTEGER, OCTET_STRING, OID, SEQUENCE, encode, parse } from "./ber.mjs";
import { demandSignature, digest } from "./algorithms.mjs";
import { demand } from "./refusal.mjs";

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const SHA256 = encode(SEQUENCE, encode(OID, Buffer.from("608648016503040201", "hex")), Buffer.from("0500", "hex"));
const [SUCCESSFUL, GOOD] = [0n, 0x80];

/** Demand that the responder says good: of this very certificate, now, and with the key of its issuer. */
export async function demandNotRevoked(certificate, issuer, now, network) {
  if (!certificate.responder) return;
  const id = encode(
    SEQUENCE, SHA256, encode(OCTET_STRING, digest("sha256", issuer.subject.bytes)),
    encode(OCTET_STRING, digest("sha256", issuer.keyBits)), encode(INTEGER, certificate.serial.content),
  );
  const body = encode(SEQUENCE, encode(SEQUENCE, encode(SEQUENCE, encode(SEQUENCE, id))));
  const headers = { "Content-Type": "application/ocsp-request", Accept: "application/ocsp-response" };
  const answer = await network.request("POST", certificate.responder, { headers, body });
  demand(answer.status === 200, "the OCSP responder does not reply");
  const [status, bytes] = parse(answer.body).items;
  demand(status.tag === ENUMERATED && status.number === SUCCESSFUL && bytes, "the OCSP responder has no reply");
  const [type, response] = bytes.items[0].items;
  demand(type.oid === BASIC, "an OCSP reply of another kind");
  const [data, algorithm, signature] = parse(response.octets).items;
  demandSignature(algorithm.items[0].oid, undefined, issuer.key.bytes, data.bytes, signature.bits);
  demandGood(data, id, now);
}

function demandGood(data, id, now) {
  const responses = data.items.find(({ tag }) => tag === SEQUENCE).items;
  const about = responses.find(({ items }) => items[0].bytes.equals(id));
  demand(about, "an OCSP reply about another certificate");
  const [, status, thisUpdate, next] = about.items;
  demand(status.tag === GOOD, "revoked, or unknown");
  const nextUpdate = next?.tag === 0xa0 ? next.items[0].time : Infinity;
  demand(thisUpdate.time <= now && now <= nextUpdate, "an OCSP reply that is not current");
}

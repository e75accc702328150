/* Time stamps of signatures (RFC 3161). */

import { parse } from "./ber.mjs";
import { digest, digestCalled } from "./algorithms.mjs";
import { TIME_STAMPING, demandPath } from "./certificate.mjs";
import { SignedData } from "./cms.mjs";
import { demand } from "./refusal.mjs";

const [TOKEN, TST_INFO] = ["1.2.840.113549.1.9.16.2.14", "1.2.840.113549.1.9.16.1.4"];

/** When somebody trusted has seen this signature; null where nobody says so. */
export function timeOf(signer, anchors, now) {
  const token = signer.unsignedAttributes.get(TOKEN);
  if (!token) return null;
  const data = new SignedData(token);
  demand(data.type === TST_INFO && data.signers.length === 1, "no time stamp");
  const [authority] = data.signers;
  authority.demandSigned(data.content, TST_INFO);
  const [, , imprint, , time] = parse(data.content).items;
  const hash = digestCalled(imprint.items[0].items[0].oid);
  demand(hash && imprint.items[1].octets.equals(digest(hash, signer.signature)), "a time stamp of something else");
  authority.certificate.demandPurpose(TIME_STAMPING);
  demand(authority.certificate.purposes.length === 1, "a time stamp by somebody who is for more than that");
  for (const when of [time.time, now]) demandPath(authority.certificate, data.certificates, anchors, when);
  return time.time;
}

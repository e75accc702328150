/* Signed data in the Cryptographic Message Syntax (RFC 5652). */

import { SEQUENCE, SET, der, encode, parse } from "./ber.mjs";
import { demandSignature, digest, digestCalled } from "./algorithms.mjs";
import { Certificate } from "./certificate.mjs";
import { demand } from "./refusal.mjs";

const SIGNED_DATA = "1.2.840.113549.1.7.2";
const [CONTENT_TYPE, MESSAGE_DIGEST] = ["1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"];
const SUBJECT_KEY = "2.5.29.14";

/** What has been signed, the certificates that come along, and who has signed. */
export class SignedData {
  constructor(element) {
    const [type, content] = element.items;
    demand(type.oid === SIGNED_DATA && content?.tag === 0xa0, "no signed data");
    const parts = content.items[0].items;
    const encapsulated = parts[2].items;
    this.type = encapsulated[0].oid;
    this.content = encapsulated[1]?.items[0].octets;
    const certificates = parts.find(({ tag }) => tag === 0xa0)?.items ?? [];
    this.certificates = certificates.filter(({ tag }) => tag === SEQUENCE).map((one) => new Certificate(der(one)));
    this.signers = parts.at(-1).items.map((info) => new Signer(info, this));
    demand(parts.at(-1).tag === SET && this.signers.length > 0, "nobody has signed");
  }

  static of(bytes) {
    return new SignedData(parse(bytes));
  }
}

/** One who has signed. */
class Signer {
  constructor(info, data) {
    const [, identifier, digestAlgorithm] = info.items;
    const rest = info.items.slice(3);
    const signed = rest[0].tag === 0xa0 ? rest.shift() : null;
    const [algorithm, signature, unsigned] = rest;
    this.certificate = data.certificates.find((one) => isNamed(identifier, one));
    demand(this.certificate, "the signer's certificate is missing");
    this.digest = digestCalled(digestAlgorithm.items[0].oid);
    this.algorithm = algorithm.items[0].oid;
    this.signature = signature.octets;
    this.signedAttributes = attributes(signed);
    this.unsignedAttributes = attributes(unsigned);
    this.attributeBytes = signed && encode(SET, ...signed.items.map(der).sort(Buffer.compare));
  }

  /** That this is what was signed. */
  demandSigned(content, type) {
    demand(this.digest, "a weak or unknown digest");
    if (this.attributeBytes) {
      demand(this.signedAttributes.get(CONTENT_TYPE)?.oid === type, "signed as something else");
      const said = this.signedAttributes.get(MESSAGE_DIGEST)?.octets;
      demand(said?.equals(digest(this.digest, content)), "another content was signed");
    }
    const signed = this.attributeBytes ?? content;
    demandSignature(this.algorithm, this.digest, this.certificate.key.bytes, signed, this.signature);
  }
}

/** A certificate is named by its issuer and serial number, or by the identifier of its key. */
function isNamed(identifier, certificate) {
  if (identifier.tag !== SEQUENCE)
    return certificate.extensions.get(SUBJECT_KEY)?.value.content.equals(identifier.content) ?? false;
  const [issuer, serial] = identifier.items;
  return certificate.issuer.bytes.equals(der(issuer)) && certificate.serial.content.equals(serial.content);
}

/** The first value of each attribute; none may be there twice. */
function attributes(element) {
  const found = new Map();
  for (const { items } of element?.items ?? []) {
    demand(!found.has(items[0].oid) && items[1].items.length === 1, "an attribute with two values");
    found.set(items[0].oid, items[1].items[0]);
  }
  return found;
}

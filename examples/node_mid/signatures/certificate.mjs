/* Certificates and their paths (RFC 5280). */

import { BIT_STRING, BOOLEAN, INTEGER, parse } from "./ber.mjs";
import { demandSignature } from "./algorithms.mjs";
import { demand } from "./refusal.mjs";

const ORGANISATION = "2.5.4.10";
const [KEY_USAGE, CONSTRAINTS, PURPOSES] = ["2.5.29.15", "2.5.29.19", "2.5.29.37"];
const [NETSCAPE_TYPE, ACCESS, OCSP] = ["2.16.840.1.113730.1.1", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.48.1"];
const UNDERSTOOD = new Set([KEY_USAGE, CONSTRAINTS, PURPOSES, NETSCAPE_TYPE]);
const [DIGITAL_SIGNATURE, NON_REPUDIATION, CERTIFICATE_SIGN] = [0, 1, 5];
const OBJECT_SIGNING = 3;
const LONGEST_PATH = 8;

export const [CODE_SIGNING, TIME_STAMPING] = ["1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.8"];

export class Certificate {
  constructor(bytes) {
    this.bytes = bytes;
    const [body, algorithm, signature] = parse(bytes).items;
    const fields = body.items[0].tag === 0xa0 ? body.items.slice(1) : body.items;
    const [serial, , issuer, validity, subject, key] = fields;
    [this.notBefore, this.notAfter] = validity.items.map(({ time }) => time);
    Object.assign(this, { serial, issuer, subject, key });
    this.signed = { content: body.bytes, algorithm: algorithm.items[0].oid, signature: signature.bits };
    this.extensions = new Map(fields.find(({ tag }) => tag === 0xa3)?.items[0].items.map(extension) ?? []);
  }

  static ofPem(pem) {
    return new Certificate(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ""), "base64"));
  }

  equals(other) {
    return this.bytes.equals(other.bytes);
  }

  /** The organisation (O) of its subject, or undefined. */
  get organisation() {
    const attributes = this.subject.items.flatMap((set) => set.items);
    return attributes.find(({ items }) => items[0].oid === ORGANISATION)?.items[1].content.toString();
  }

  /** Where its OCSP responder is, or undefined. */
  get responder() {
    const access = this.#value(ACCESS)?.items.find(({ items }) => items[0].oid === OCSP);
    return access?.items[1].content.toString();
  }

  /** The key itself, without what is said of it. */
  get keyBits() {
    return this.key.items[1].bits;
  }

  isIssuedBy(issuer) {
    return this.issuer.bytes.equals(issuer.subject.bytes);
  }

  demandValid(time) {
    demand(this.notBefore <= time && time <= this.notAfter, "a certificate has expired, or is not valid yet");
  }

  demandIssuer(issuer) {
    const { content, algorithm, signature } = this.signed;
    demandSignature(algorithm, undefined, issuer.key.bytes, content, signature);
  }

  /** What it says that it is for; nothing where it does not say so. */
  get purposes() {
    return this.#value(PURPOSES)?.items.map(({ oid }) => oid) ?? [];
  }

  /** That it may sign what has this purpose, by its name: who is for anything is for nothing in particular. */
  demandPurpose(purpose) {
    this.#demandUnderstood();
    demand(this.#mayUse(DIGITAL_SIGNATURE) || this.#mayUse(NON_REPUDIATION), "the key is not meant for signing");
    demand(this.purposes.includes(purpose), "the certificate is not meant for this");
    const type = this.#value(NETSCAPE_TYPE);
    demand(purpose !== CODE_SIGNING || !type || bit(type, OBJECT_SIGNING), "the certificate is not meant for code");
  }

  /** That it may issue certificates, with so many authorities below it. */
  demandAuthority(below) {
    this.#demandUnderstood();
    const constraints = this.#value(CONSTRAINTS);
    demand(constraints?.find(BOOLEAN)?.content[0] === 0xff, "an issuer is no authority");
    const most = constraints.find(INTEGER);
    demand(!most || below <= most.number, "a path that is too long");
    demand(this.#mayUse(CERTIFICATE_SIGN), "the key is not meant for certificates");
  }

  #value(name) {
    return this.extensions.get(name)?.value;
  }

  #mayUse(number) {
    const usage = this.#value(KEY_USAGE);
    return !usage || bit(usage, number);
  }

  #demandUnderstood() {
    for (const [name, { critical }] of this.extensions)
      demand(!critical || UNDERSTOOD.has(name), `a critical extension that is not understood: ${name}`);
  }
}

function extension({ items }) {
  const critical = items[1].tag === BOOLEAN && items[1].content[0] !== 0;
  return [items[0].oid, { critical, value: parse(items.at(-1).content) }];
}

function bit({ tag, content }, number) {
  demand(tag === BIT_STRING, "no bits");
  return Boolean((content[1 + (number >> 3)] ?? 0) & (0x80 >> (number & 7)));
}

/** The certificates from this one to a trusted root, all valid at this time. Others may be of help, in any order. */
export function demandPath(certificate, others, anchors, time) {
  const path = [certificate];
  while (!anchors.some((anchor) => anchor.equals(path.at(-1)))) {
    const last = path.at(-1);
    last.demandValid(time);
    const issuer = [...anchors, ...others].find((other) => last.isIssuedBy(other) && fits(last, other));
    demand(issuer && path.length < LONGEST_PATH && !path.includes(issuer), "no path to a trusted root");
    issuer.demandAuthority(path.length - 1);
    path.push(issuer);
  }
  path.at(-1).demandValid(time);
  demand(path.length > 1, "a root has signed by itself");
  return path;
}

function fits(certificate, issuer) {
  try {
    certificate.demandIssuer(issuer);
    return true;
  } catch {
    return false;
  }
}

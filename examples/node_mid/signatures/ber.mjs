/* ASN.1 in BER (X.690), of which DER is a part: just what certificates, signatures and OCSP replies are made of. */

import { Refusal, demand } from "./refusal.mjs";

export const [BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OID, ENUMERATED, SEQUENCE, SET] =
  [0x01, 0x02, 0x03, 0x04, 0x06, 0x0a, 0x30, 0x31];
const CONSTRUCTED = 0x20;

/** One element: its tag, all its bytes, and what is in it. */
export class Element {
  constructor(tag, bytes, content) {
    Object.assign(this, { tag, bytes, content });
  }

  /** The elements in it. */
  get items() {
    return (this.parsed ??= [...elements(this.content)]);
  }

  /** The first element in it that has this tag, if there is one. */
  find(tag) {
    return this.items.find((item) => item.tag === tag);
  }

  /** The object identifier, dotted. */
  get oid() {
    demand(this.tag === OID && this.content.length > 0, "no object identifier");
    const numbers = [];
    let value = 0n;
    for (const byte of this.content) {
      value = (value << 7n) | BigInt(byte & 0x7f);
      if (byte & 0x80) continue;
      numbers.push(value);
      value = 0n;
    }
    const first = numbers[0] < 80n ? numbers[0] / 40n : 2n;
    return [first, numbers[0] - 40n * first, ...numbers.slice(1)].join(".");
  }

  get number() {
    demand([INTEGER, ENUMERATED].includes(this.tag) && this.content.length > 0, "no number");
    return BigInt.asIntN(8 * this.content.length, BigInt(`0x${this.content.toString("hex")}`));
  }

  /** An octet string, which may be in pieces. */
  get octets() {
    if (!(this.tag & CONSTRUCTED)) return this.content;
    return Buffer.concat(this.items.map((item) => item.octets));
  }

  /** The bytes of a bit string without unused bits. */
  get bits() {
    demand(this.tag === BIT_STRING && this.content[0] === 0, "no bit string");
    return this.content.subarray(1);
  }

  /** A time, in milliseconds. */
  get time() {
    const match = this.content.toString("latin1").match(/^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d+))?Z$/);
    demand(match, "no time");
    const [year, ...rest] = match.slice(1, 7).map(Number);
    const whole = match[1].length === 4 ? year : year + (year < 50 ? 2000 : 1900);
    return Date.UTC(whole, rest[0] - 1, ...rest.slice(1));
  }
}

/** The only element of these bytes. */
export function parse(bytes) {
  const found = [...elements(bytes)];
  demand(found.length === 1, "not one element");
  return found[0];
}

function* elements(bytes) {
  for (let position = 0; position < bytes.length; ) {
    const element = elementAt(bytes, position);
    yield element;
    position += element.bytes.length;
  }
}

function elementAt(bytes, start) {
  const tag = bytes[start];
  demand((tag & 0x1f) !== 0x1f, "a tag of several bytes");
  let [length, begin] = [bytes[start + 1], start + 2];
  if (length === 0x80) return indefinite(bytes, start, tag);
  if (length & 0x80) {
    const size = length & 0x7f;
    demand(size <= 4 && begin + size <= bytes.length, "broken off");
    length = bytes.readUIntBE(begin, size);
    begin += size;
  }
  const end = begin + length;
  demand(end <= bytes.length, "broken off");
  return new Element(tag, bytes.subarray(start, end), bytes.subarray(begin, end));
}

/** An element of indefinite length lasts until two zeros follow one of those in it. */
function indefinite(bytes, start, tag) {
  demand(tag & CONSTRUCTED, "an indefinite length of something simple");
  let position = start + 2;
  while (!(bytes[position] === 0 && bytes[position + 1] === 0)) {
    if (position >= bytes.length) throw new Refusal("broken off");
    position += elementAt(bytes, position).bytes.length;
  }
  return new Element(tag, bytes.subarray(start, position + 2), bytes.subarray(start + 2, position));
}

/** An element in DER. */
export function encode(tag, ...contents) {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Buffer.from(length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, content]);
}

/** Bytes of an element in DER, whatever its own encoding is. */
export function der(element) {
  if (!(element.tag & CONSTRUCTED)) return encode(element.tag, element.content);
  if (element.tag === (OCTET_STRING | CONSTRUCTED)) return encode(OCTET_STRING, element.octets);
  const items = element.items.map(der);
  if (element.tag === SET) items.sort(Buffer.compare);
  return encode(element.tag, ...items);
}

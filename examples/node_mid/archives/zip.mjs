/* ZIP archives (APPNOTE.TXT): those that signed packages are. Every byte has to be accounted for. */

import { inflateRawSync } from "node:zlib";

import { crc32 } from "./crc32.mjs";

/** What is no ZIP archive, or one that no signed package is. */
export class BadArchive extends Error {}

const [LOCAL, CENTRAL, END, DESCRIPTOR] = [0x04034b50, 0x02014b50, 0x06054b50, 0x08074b50];
const [STORED, DEFLATED] = [0, 8];
const [ENCRYPTED, DESCRIBED_BEHIND, IN_UTF_8] = [1, 8, 0x800];
/** Extra fields that would give an entry other sizes (ZIP64) or another name (Unicode Path). */
const OTHERWISE = [0x0001, 0x7075];
const [UNIX, SYMBOLIC_LINK] = [3, 0o120000];
/** MS-DOS, OS/2, Windows NT: some readers take names from there by a code page, whatever the flags say. */
const WITH_CODE_PAGES = [0, 6, 11];
const END_SIZE = 22;
/** Programs and their libraries shrink to a third; nothing that is meant to be installed shrinks to a hundredth. */
const MOST_TIMES = 100;

/** The entries of an archive, in the order of its directory: the name of each, its content, whether it is a link. */
export function entries(archive) {
  try {
    const [found, directory] = directoryOf(archive);
    let position = 0;
    for (const entry of [...found].sort((one, other) => one.start - other.start)) {
      demand(entry.start === position, entry, "something lies before it");
      position = readContent(archive, entry);
    }
    if (position !== directory) throw new BadArchive("something lies before the directory");
    return found;
  } catch (error) {
    if (!(error instanceof RangeError || error.code?.startsWith("Z_"))) throw error;
    throw new BadArchive(`broken archive: ${error.message}`);
  }
}

/** What the directory says of each entry, and where it begins. */
function directoryOf(archive) {
  const end = archive.length - END_SIZE;
  if (archive.readUInt32LE(end) !== END) throw new BadArchive("it does not end with a directory");
  const [disk, first, here, count, comment] = [4, 6, 8, 10, 20].map((offset) => archive.readUInt16LE(end + offset));
  if (disk || first || here !== count) throw new BadArchive("it lies on several disks");
  const begin = archive.readUInt32LE(end + 16);
  const found = [];
  let [position, whole] = [begin, 0];
  while (found.length < count) {
    const entry = entryAt(archive, position);
    found.push(entry);
    position += entry.length;
    whole += entry.size;
  }
  if (position !== end || comment) throw new BadArchive("something lies behind the directory");
  if (whole > MOST_TIMES * archive.length) throw new BadArchive("too large when it is extracted");
  return [found, begin];
}

function entryAt(archive, position) {
  if (archive.readUInt32LE(position) !== CENTRAL) throw new BadArchive("no directory");
  const [flags, method] = [8, 10].map((offset) => archive.readUInt16LE(position + offset));
  const [crc, packed, size, attributes, start] =
    [16, 20, 24, 38, 42].map((offset) => archive.readUInt32LE(position + offset));
  const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(position + offset));
  const raw = archive.subarray(position + 46, position + 46 + name);
  const added = archive.subarray(position + 46 + name, position + 46 + name + extra);
  const system = archive[position + 5];
  const link = system === UNIX && ((attributes >>> 16) & 0o170000) === SYMBOLIC_LINK;
  const length = 46 + name + extra + comment;
  return { name: raw.toString(), raw, added, system, link, flags, method, crc, packed, size, start, length };
}

/** Add the content to an entry; where it ends. */
function readContent(archive, entry) {
  const { start, system, flags, method, crc, packed, size } = entry;
  const isUtf8 = flags & IN_UTF_8 && !WITH_CODE_PAGES.includes(system);
  const [name, extra] = [26, 28].map((offset) => archive.readUInt16LE(start + offset));
  demand(archive.readUInt32LE(start) === LOCAL, entry, "no header");
  demand(!(flags & ENCRYPTED), entry, "encrypted");
  demand(isUtf8 || entry.raw.every((byte) => byte < 0x80), entry, "a name in an unknown alphabet");
  demand(!fieldsOf(entry.added).some((id) => OTHERWISE.includes(id)), entry, "another name, or other sizes");
  demand(archive.subarray(start + 30, start + 30 + name).equals(entry.raw), entry, "two names");
  demand(archive.readUInt16LE(start + 6) === flags && archive.readUInt16LE(start + 8) === method, entry, "two headers");
  const begin = start + 30 + name + extra;
  demand(archive.subarray(start + 30 + name, begin).equals(entry.added), entry, "two headers");
  const end = begin + packed;
  entry.content = unpacked(archive.subarray(begin, end), entry);
  demand(entry.content.length === size && crc32(entry.content) === crc, entry, "another content");
  if (!(flags & DESCRIBED_BEHIND)) {
    demand(describes(archive, start + 14, entry), entry, "two checksums");
    return end;
  }
  const signed = archive.readUInt32LE(end) === DESCRIPTOR ? 4 : 0;
  demand(describes(archive, end + signed, entry), entry, "two checksums");
  return end + signed + 12;
}

/** Which extra fields there are. */
function fieldsOf(added) {
  const found = [];
  for (let position = 0; position < added.length; position += 4 + added.readUInt16LE(position + 2))
    found.push(added.readUInt16LE(position));
  return found;
}

function describes(archive, position, { crc, packed, size }) {
  return [crc, packed, size].every((value, index) => archive.readUInt32LE(position + 4 * index) === value);
}

function unpacked(content, entry) {
  demand([STORED, DEFLATED].includes(entry.method), entry, `packed by method ${entry.method}`);
  if (entry.method === STORED) return content;
  const { buffer, engine } = inflateRawSync(content, { maxOutputLength: entry.size + 1, info: true });
  demand(engine.bytesWritten === content.length, entry, "something lies behind the stream");
  return buffer;
}

function demand(condition, { name }, otherwise) {
  if (!condition) throw new BadArchive(`${name}: ${otherwise}`);
}

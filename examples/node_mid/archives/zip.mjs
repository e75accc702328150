/* ZIP archives (APPNOTE.TXT): what is needed of them to read signed packages, and to write one file. */

import { inflateRawSync } from "node:zlib";

/** What is no ZIP archive, or one that no signed package is. */
export class BadArchive extends Error {}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [ENCRYPTED, UNIX, SYMBOLIC_LINK] = [1, 3, 0o120000];

/** The entries of an archive, in the order of its directory: name, content, and whether each is a plain file. */
export function entries(archive) {
  try {
    return [...read(archive)];
  } catch (error) {
    if (error instanceof RangeError || error.code?.startsWith("Z_")) throw new BadArchive(`broken archive: ${error.message}`);
    throw error;
  }
}

function* read(archive) {
  const end = endOf(archive);
  let position = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(position) !== CENTRAL) throw new BadArchive("no directory");
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(position + offset));
    const raw = archive.subarray(position + 46, position + 46 + name);
    const link =
      archive[position + 5] === UNIX && (archive.readUInt16LE(position + 40) & 0o170000) === SYMBOLIC_LINK;
    yield { name: raw.toString(), link, content: contentOf(archive, position, raw) };
    position += 46 + name + extra + comment;
  }
  if (position !== end) throw new BadArchive("something lies behind the directory");
}

function endOf(archive) {
  for (let position = archive.length - 22; position >= 0; position--)
    if (archive.readUInt32LE(position) === END && position + 22 + archive.readUInt16LE(position + 20) === archive.length)
      return position;
  throw new BadArchive("no end of a directory");
}

function contentOf(archive, entry, raw) {
  const [flags, method] = [archive.readUInt16LE(entry + 8), archive.readUInt16LE(entry + 10)];
  const [crc, packed, size, local] = [16, 20, 24, 42].map((offset) => archive.readUInt32LE(entry + offset));
  if (flags & ENCRYPTED) throw new BadArchive(`${raw}: encrypted`);
  if (archive.readUInt32LE(local) !== LOCAL) throw new BadArchive(`${raw}: no header`);
  const name = archive.readUInt16LE(local + 26);
  if (!archive.subarray(local + 30, local + 30 + name).equals(raw)) throw new BadArchive(`${raw}: two names`);
  if (archive.readUInt16LE(local + 8) !== method) throw new BadArchive(`${raw}: two methods`);
  const start = local + 30 + name + archive.readUInt16LE(local + 28);
  const content = unpacked(archive.subarray(start, start + packed), method, size);
  if (content.length !== size || crc32(content) !== crc) throw new BadArchive(`${raw}: broken content`);
  return content;
}

function unpacked(content, method, size) {
  if (method === 0) return content;
  if (method !== 8) throw new BadArchive(`packed by method ${method}`);
  return inflateRawSync(content, { maxOutputLength: size + 1 });
}

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(content) {
  let value = ~0;
  for (const byte of content) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** An archive of one file, stored. */
export function archiveOf(name, text) {
  const [file, content] = [Buffer.from(name), Buffer.from(text)];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(10, 0);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, file, content]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x0a\x00"), common, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

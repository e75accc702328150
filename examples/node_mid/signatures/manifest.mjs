/* Manifests and signature files (JAR File Specification): sections of lines, the first one about the whole. */

import { demand } from "./refusal.mjs";

/** The sections of a manifest: the bytes of each, with the empty line behind it, and its attributes. */
export function sections(content) {
  const found = [];
  let start = 0;
  for (const { index, 0: line } of content.toString("latin1").matchAll(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g)) {
    const end = index + line.length;
    if (/[^\r\n]/.test(line) && end < content.length) continue;
    const bytes = content.subarray(start, end);
    const lines = bytes.toString("latin1").trimEnd();
    if (lines) found.push({ bytes, attributes: attributes(lines) });
    start = end;
  }
  return found;
}

/** The attributes of a section; a line that begins with a blank goes on with the one before. */
function attributes(lines) {
  const found = new Map();
  for (const line of lines.replace(/(\r\n|\n|\r) /g, "").split(/\r\n|\n|\r/).filter(Boolean)) {
    const [, name, value] = line.match(/^([\w-]+): (.*)$/s) ?? [];
    demand(name, "a line of a manifest that is none");
    demand(!found.has(name.toLowerCase()), "an attribute of a manifest that is there twice");
    found.set(name.toLowerCase(), Buffer.from(value, "latin1").toString());
  }
  return found;
}

/** The sections about files, by name. */
export function byName([, ...rest]) {
  const found = new Map();
  for (const section of rest) {
    const name = section.attributes.get("name");
    demand(name !== undefined && !found.has(name), "a section of a manifest that is there twice");
    found.set(name, section);
  }
  return found;
}

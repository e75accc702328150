const XML = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** What an XML attribute means: `&amp;`, `&#38;` and `&#x26;` are an ampersand. */
function unescaped(text) {
  return text.replace(/&(#?)(\w+);/g, (_, code, name) => (code ? String.fromCodePoint(`0${name}`) : XML[name]));
}

/** The parameters in a config.xml. */
export function parameters(xml) {
  const found = {};
  for (const [, attributes] of xml.replace(/<!--.*?-->/gs, "").matchAll(/<parameter\s+([^>]*)>/g)) {
    const values = {};
    for (const [, name, , value] of attributes.matchAll(/(\w+)\s*=\s*(["'])(.*?)\2/gs)) values[name] = unescaped(value);
    found[values.name] = values.value;
  }
  return found;
}

/** The version that a package is of, by its meta file. */
export function versionIn(properties) {
  return properties.match(/^package\.filename=mid-core\.([^.\s]+)\./m)?.[1] ?? null;
}

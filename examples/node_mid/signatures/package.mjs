/* Signed packages (JAR File Specification, "Signed JAR File"), refused at the least doubt. */

import { entries } from "../archives/zip.mjs";
import { folded, isHarmless } from "../archives/names.mjs";
import { versionIn } from "../mid/config.mjs";
import { digest, digestCalled } from "./algorithms.mjs";
import { CODE_SIGNING, Certificate, demandPath } from "./certificate.mjs";
import { SignedData } from "./cms.mjs";
import { byName, sections } from "./manifest.mjs";
import { demandNotRevoked } from "./ocsp.mjs";
import { Refusal, demand } from "./refusal.mjs";
import { timeOf } from "./time_stamp.mjs";

export { Refusal };

const ORGANISATION = "ServiceNow Inc.";
const MANIFEST = "META-INF/MANIFEST.MF";
const DATA = "1.2.840.113549.1.7.1";
const SIGNATURE_FILE = /^META-INF\/([^/]+)\.SF$/i;
const SIGNATURE_BLOCK = /^META-INF\/([^/]+)\.(RSA|EC|DSA)$/i;

/**
 * Verify a package; `details` gets a line for each thing that was found to be well.
 *
 * Whatever goes wrong is a refusal: a signature that cannot be read is none.
 */
export async function verify(content, { name, version, now, anchors, network, details }) {
  try {
    const files = filesOf(content);
    details.push(`${files.size} entries`);
    const [certificate, issuer] = signers(files, anchors.map(Certificate.ofPem), now, details);
    await demandNotRevoked(certificate, issuer, now, network);
    details.push("not revoked");
    const meta = files.get(`package/meta/${name}.meta.properties`);
    if (name === "mid-core") demand(meta && versionIn(meta.toString()) === version, "it is of another version");
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(error.message);
  }
}

/** What is in the archive, by name: plain files, each with a name of its own on every host. */
function filesOf(content) {
  const found = new Map();
  const names = new Set();
  for (const { name, link, content: bytes } of entries(content)) {
    demand(!link && isHarmless(name), `an entry that leads elsewhere: ${JSON.stringify(name)}`);
    const key = folded(name.replace(/\/$/, ""));
    demand(!names.has(key), `an entry that is there twice: ${name}`);
    names.add(key);
    if (name.endsWith("/")) demand(bytes.length === 0, `a folder with a content: ${name}`);
    else found.set(name, bytes);
  }
  return found;
}

/** The path of certificates of the one who has signed all of it. */
function signers(files, anchors, now, details) {
  const manifest = files.get(MANIFEST);
  demand(manifest, "it is not signed");
  const blocks = [...files.keys()].filter((name) => SIGNATURE_BLOCK.test(name));
  const signatures = [...files.keys()].filter((name) => SIGNATURE_FILE.test(name));
  demand(blocks.length === 1 && signatures.length === 1, "it has not one signature");
  const [block, file] = [blocks[0].match(SIGNATURE_BLOCK)[1], signatures[0].match(SIGNATURE_FILE)[1]];
  demand(block === file, "a signature of something else");
  const signatureFile = files.get(signatures[0]);
  const path = pathOf(files.get(blocks[0]), signatureFile, anchors, now, details);
  const about = byName(sections(manifest));
  demandManifest(sections(signatureFile), manifest, about, details);
  const rest = new Map([...files].filter(([name]) => ![MANIFEST, ...blocks, ...signatures].includes(name)));
  demandFiles(rest, about, details);
  return path;
}

function pathOf(block, signatureFile, anchors, now, details) {
  const data = SignedData.of(block);
  const detached = data.type === DATA && data.content === undefined;
  demand(data.signers.length === 1 && detached, "a signature of another kind");
  const [signer] = data.signers;
  signer.demandSigned(signatureFile, DATA);
  const time = timeOf(signer, anchors, now);
  details.push(time === null ? "no time stamp" : `time stamp ${new Date(time).toISOString()}`);
  const { certificate } = signer;
  const path = demandPath(certificate, data.certificates, anchors, time ?? now);
  demand(path.every(({ notBefore }) => notBefore <= now), "a certificate is not valid yet");
  certificate.demandPurpose(CODE_SIGNING);
  demand(certificate.organisation === ORGANISATION, `signed by ${certificate.organisation}`);
  details.push(`signed by ${certificate.organisation}, ${path.length} certificates`);
  return path;
}

/** The signature file has the digest of the manifest, or of each of its sections. */
function demandManifest([main, ...rest], manifest, about, details) {
  demand(main.attributes.get("signature-version") === "1.0", "a signature file of another version");
  const whole = digestsFit(main.attributes, "-Digest-Manifest", manifest);
  const inFile = byName([main, ...rest]);
  for (const [name, section] of about) {
    const said = inFile.get(name);
    demand(said, `nobody has signed ${name}`);
    const fits = whole || digestsFit(said.attributes, "-Digest", section.bytes);
    demand(fits, `the manifest says something else of ${name}`);
  }
  demand(inFile.size === about.size, "a file is signed that the manifest does not know");
  details.push(`manifest: ${about.size} sections`);
}

function demandFiles(files, about, details) {
  for (const [name, content] of files) {
    const section = about.get(name);
    demand(section, `not signed: ${name}`);
    demand(digestsFit(section.attributes, "-Digest", content), `changed: ${name}`);
    details.push(`${name}: as it was signed`);
  }
  for (const name of about.keys()) demand(files.has(name), `missing: ${name}`);
}

/** Whether there is a strong digest of this content, and all that there are fit. */
function digestsFit(attributes, suffix, content) {
  const ending = suffix.toLowerCase();
  const strong = [...attributes]
    .filter(([name]) => name.endsWith(ending))
    .map(([name, value]) => [digestCalled(name.slice(0, -ending.length).toUpperCase()), value])
    .filter(([hash]) => hash);
  return strong.length > 0 && strong.every(([hash, value]) => digest(hash, content).toString("base64") === value);
}

import { createHash, createPublicKey, verify } from "node:crypto";

import { demand } from "./refusal.mjs";

/** Digests that are strong enough, by object identifier and by the names that JAR files give them. */
const DIGESTS = {
  "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512",
  "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512",
};
const RSA = "1.2.840.113549.1.1.1";
const SIGNATURES = {
  "1.2.840.113549.1.1.11": ["rsa", "sha256"], "1.2.840.113549.1.1.12": ["rsa", "sha384"],
  "1.2.840.113549.1.1.13": ["rsa", "sha512"], "1.2.840.10045.4.3.2": ["ec", "sha256"],
  "1.2.840.10045.4.3.3": ["ec", "sha384"], "1.2.840.10045.4.3.4": ["ec", "sha512"],
};
const SHORTEST_RSA_KEY = 2048;

/** The digest of this name or object identifier, or undefined where it is weak or unknown. */
export const digestCalled = (name) => DIGESTS[name];

export const digest = (name, ...contents) =>
  contents.reduce((hash, content) => hash.update(content), createHash(name)).digest();

/** Demand that a signature is strong and good; where its algorithm does not say which digest it is of, `name` does. */
export function demandSignature(algorithm, name, key, content, signature) {
  const [type, hash] = algorithm === RSA ? ["rsa", name] : SIGNATURES[algorithm] ?? [];
  demand(type && hash, `weak or unknown signature algorithm ${algorithm}`);
  demand(name === undefined || hash === name, "two digests for one signature");
  const publicKey = createPublicKey({ key, format: "der", type: "spki" });
  demand(publicKey.asymmetricKeyType === type, "a key of another kind");
  const { modulusLength } = publicKey.asymmetricKeyDetails;
  demand(type !== "rsa" || modulusLength >= SHORTEST_RSA_KEY, `a key of ${modulusLength} bits`);
  demand(verify(hash, content, publicKey, signature), "the signature does not fit");
}

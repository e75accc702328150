/** Why a package is not installed. */
export class Refusal extends Error {}

export function demand(condition, otherwise) {
  if (!condition) throw new Refusal(otherwise);
}

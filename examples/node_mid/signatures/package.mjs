export class Refusal extends Error {}
export async function verify() {}

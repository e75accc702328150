"""Signed packages as test vectors: what a verifier of packages has to say of each, without the rest of the suite."""

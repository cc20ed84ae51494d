"""One module per kind of check. Each takes a case and gives a judgement, or None when the claim is not for it."""

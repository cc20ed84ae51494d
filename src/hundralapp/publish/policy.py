"""Content security policies: a page may use what it carries, by its hash, and what is named; nothing else."""

from __future__ import annotations

import base64
import hashlib


def source_of(text: str) -> str:
    """The hash that lets one inline script or style through."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(**allowed: str) -> str:
    """The policy that allows what is named, and nothing else.

    Args:
        allowed: sources by directive, which is said without its ending `-src`.
    """
    named = {f"{name}-src": sources for name, sources in allowed.items()}
    directives = {"default-src": "'none'", **named, "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())

"""Claims: what a Swedish text asserts about a budget, found by rules, tied to the workspace's figures, and judged."""

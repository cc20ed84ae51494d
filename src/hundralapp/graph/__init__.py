"""The figure graph: rules traced once, then evaluated, explained, published and (later) fused.

Read in this order: `operations` (what a step may do), `trace` (how a rule becomes steps), `rule` (how a rule is declared),
`binding` (rules meet the figures of a workspace), `evaluate`, `scenarios`, `bounds`, `differences`, `export`.
"""

"""Connectors to public data: answers of SCB, Kolada and Skatteverket as files with origin, date and checksum.

Only `transport.py` uses the network, and only the command `fetch` imports it. No service was reached when this was written: what
is known of their answers stands in each connector's docstring, marked *read* (in a published description or in an answer that
someone else has stored) or *assumed*.
"""

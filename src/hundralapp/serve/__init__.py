"""A server of one's own computer: the published pages live while files are edited, and the same figures as a JSON API.

It only reads. Everything that can be asked for is held in memory before it is asked for, so no address reaches a file. It
refuses to be a public web host: `publish` makes files for that.
"""

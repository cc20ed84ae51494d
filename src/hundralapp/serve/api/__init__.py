"""The figures as a JSON API: the verbs' own answers, by address instead of by command.

One table of endpoints is the routes, the OpenAPI description and the reference page. An answer has the envelope of `--json`,
and is made of the same views, so that it cannot say anything else than the command line.
"""

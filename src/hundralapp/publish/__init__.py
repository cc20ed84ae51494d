"""Publishing: a workspace as a static page with its data, for any browser and no server.

No arithmetic on figures here: what is shown comes from the views, and what changes under the reader's hand from the exported
graph. Only geometry (where a bar ends) is computed. Nothing a workspace says is trusted: the templates escape it.
"""

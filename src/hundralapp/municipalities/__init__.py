"""All municipalities and regions at once: the law of tax and equalisation over arrays, one graph with every workspace."""

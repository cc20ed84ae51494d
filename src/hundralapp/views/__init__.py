"""View models: frozen, ready to show, with numbers still numbers. The command line, the pages and the JSON share them."""

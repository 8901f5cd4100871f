"""OAI-PMH 2.0 for every collection that wants to be harvested.

A collection joins by `harvested = True` and says its formats and sets (`harvest_formats`,
`harvest_sets`, `harvest`). `protocol` is the protocol alone; `repository` knows the entries;
`entries` keeps them in step with what is public; `views` is the address.
"""

"""The EMM Survey Registry: its fields, its vocabularies, its dialect of DDI-Codebook."""

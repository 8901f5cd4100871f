"""The walks of docs/make_pictures.py: a browser that reads and edits, and a camera."""

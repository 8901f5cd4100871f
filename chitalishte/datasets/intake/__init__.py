"""How a file becomes a version of a dataset's table in the browser.

Drop a file, paste cells → see the original beside what was understood → correct by pointing →
name the columns → publish. The corrections are a recipe; the next file begins with it.
"""

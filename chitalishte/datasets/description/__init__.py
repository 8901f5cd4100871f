"""The data dictionary of a dataset in the forms that programs know.

meaning      what each column of a version means, in both languages
datapackage  Data Package v2 with a Table Schema
csvw         CSV on the Web
croissant    Croissant 1.1, for machine learning
quality      in words for people: what is good and what is missing
"""

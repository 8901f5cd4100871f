"""The backbone: what every collection shares, once.

A *record* is anything with a permanent address, a bilingual title, themes, sources, a
draft/review/published life and a history. A *collection* is a record model plus one declaration
(`records.collection.Collection`); its lists, pages, editing screens, API, exports, imports, feed
and search follow from it. Other folders use:

    records.models      Record, RecordQuerySet, Theme
    records.collection  Collection, Facet, register, collections
    records.language    InLanguage and what to do in each of the two languages
    records.edition     raise_edition, after anything that changes the public face
    records.search      put and remove, for what is found but is not a record
"""

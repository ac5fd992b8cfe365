"""How pages look: one form renderer, the parts that pages are made of, five layouts and the gallery that shows them.

The markup is the GOV.UK Design System's, through its official macros, without the crown, the name or the typeface that
belong to the government's own site. Nothing here knows what a record, a person or a partnership is.
"""

"""The look: GOV.UK Design System markup, without crown, name or typeface, and one renderer for every form."""

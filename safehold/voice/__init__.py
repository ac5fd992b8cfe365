"""Lived experience: what somebody said, what they agreed may be done with it, and what changed because of it.

A *voice* is the words of a person, or of several, about what it is like to be helped here. Who they are is not kept: they have a
name that they chose or none, and what they are to the partnership. Each use that may be made of the words needs a *consent* of
its own, which can be withdrawn at any time, by a word to anybody who heard them. Without one in force nobody reads the words,
not even those who wrote them down; and a draft report that quotes them loses them there and then.
"""

"""The pages of accounts: who is here, what they hold, who was invited, who left, and what each role may do.

They stand here and not in ``access`` because they are lists and questions like any other, and ``access`` is below those.
"""

"""The pages of templates, of letters, and of copies with passages removed."""

"""What search holds of a record: the name it goes by and its reference, never what it says."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement

from safehold.records.models.entry import Entry

NAME = 240  # characters of a name that are kept


class FoldedWords(models.TextField):
    """Words as search compares them (``records.search.fold``), with a space between each two."""


@FoldedWords.register_lookup
class WordsBegin(models.Lookup):
    """Whether each of these beginnings, folded, begins one of the words."""

    lookup_name = "begin_with"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        words, params = self.process_lhs(compiler, connection)
        if not all(each.isalnum() for each in self.rhs):
            raise ValueError("Fold what is searched for")
        if connection.vendor == "postgresql":
            wanted = " & ".join(f"'{each}':*" for each in self.rhs)
            return f"{WordsIndex.lexemes(words)} @@ %s::tsquery", (*params, wanted)
        each = rf"' ' || {words} LIKE %s"  # of letters and figures alone: nothing in it stands for another
        said = [(*params, f"% {beginning}%") for beginning in self.rhs]
        return f"({' AND '.join([each] * len(said))})", tuple(param for of_one in said for param in of_one)


class WordsIndex(models.Index):
    """Finds rows by the beginnings of their words: PostgreSQL's own kind of index for that, which needs no extension. On
    SQLite, which has none, it is an ordinary one that is read through instead of the table."""

    @staticmethod
    def lexemes(words: str) -> str:
        """The words as PostgreSQL keeps them to be searched: as they are, without a dictionary that would change them."""
        return f"array_to_tsvector(string_to_array({words}, ' '))"

    def create_sql(
        self, model: Any, schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        made: Statement = super().create_sql(model, schema_editor, using=using, **kwargs)
        if schema_editor.connection.vendor == "postgresql":
            (name,) = self.fields
            column = schema_editor.quote_name(model._meta.get_field(name).column)
            parts: dict[str, Any] = made.parts
            parts.update(using=" USING gin", columns=self.lexemes(column))
        return made


class SearchName(models.Model):
    """What one record is found by. It is worked out from the record whenever that is written, and who finds it is asked of
    its entry: ``records.search``.

    ``name`` is what lists call the record, empty for a kind whose name could itself tell something; ``words`` is the name
    and ``code`` the reference, as search compares them.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=NAME, blank=True)
    words = FoldedWords(blank=True)
    reference = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=20, blank=True, db_index=True)

    class Meta:
        indexes = [
            WordsIndex(fields=["words"], name="search_name_words"),
            models.Index(fields=["kind", "-entry"], name="search_name_kind"),
        ]

    class Privacy:
        plain = {"entry", "kind", "reference", "code"}
        special = {"name", "words"}

    def __str__(self) -> str:
        return self.name or self.reference

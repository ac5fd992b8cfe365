"""What search holds of a record: the name it goes by and its reference, never what it says."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement

from safehold.records.models.entry import Entry

NAME = 240  # characters of a name that are kept


class Beginnings(models.TextField):
    """Every beginning of every word of a name, with a space between each two.

    They are spelled out, and not left to a search by beginnings, so that PostgreSQL counts how common each is: only then does
    it know whether to go from the newest record back, which suits a common one, or from the index, which suits a rare one.
    """


@Beginnings.register_lookup
class Hold(models.Lookup):
    """Whether each of these, folded, is among the beginnings."""

    lookup_name = "hold"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        beginnings, params = self.process_lhs(compiler, connection)
        if not all(each.isalnum() for each in self.rhs):
            raise ValueError("Fold what is searched for")
        if connection.vendor == "postgresql":
            wanted = " & ".join(f"'{each}'" for each in self.rhs)
            return f"{BeginningsIndex.lexemes(beginnings)} @@ %s::tsquery", (*params, wanted)
        each = rf"' ' || {beginnings} || ' ' LIKE %s"  # of letters and figures alone: nothing in it stands for another
        said = [(*params, f"% {beginning} %") for beginning in self.rhs]
        return f"({' AND '.join([each] * len(said))})", tuple(param for of_one in said for param in of_one)


class BeginningsIndex(models.Index):
    """Finds rows by their beginnings: PostgreSQL's own kind of index for that, which needs no extension. SQLite has none: there
    it is an index of no rows, and a search reads through the table."""

    @staticmethod
    def lexemes(beginnings: str) -> str:
        """The beginnings as PostgreSQL keeps them to be searched: as they are, without a dictionary that would change them."""
        return f"array_to_tsvector(string_to_array({beginnings}, ' '))"

    def create_sql(
        self, model: Any, schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any
    ) -> Statement:
        made: Statement = super().create_sql(model, schema_editor, using=using, **kwargs)
        parts: dict[str, Any] = made.parts
        if schema_editor.connection.vendor == "postgresql":
            (name,) = self.fields
            column = schema_editor.quote_name(model._meta.get_field(name).column)
            parts.update(using=" USING gin", columns=self.lexemes(column))
        else:
            parts.update(condition=" WHERE 0")
        return made


class SearchName(models.Model):
    """What one record is found by. It is worked out from the record whenever that is written, and who finds it is asked of
    its entry: ``records.search``.

    ``name`` is what lists call the record, empty for a kind whose name could itself tell something; ``words`` is the name
    with the kind, and ``code`` the reference, as search compares them; ``beginnings`` are those of the words, cut at a length.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=NAME, blank=True)
    words = models.TextField(blank=True)
    beginnings = Beginnings(blank=True)
    reference = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=20, blank=True, db_index=True)

    class Meta:
        indexes = [
            BeginningsIndex(fields=["beginnings"], name="search_name_begins"),
            models.Index(fields=["kind", "-entry"], name="search_name_kind"),
        ]

    class Privacy:
        plain = {"entry", "kind", "reference", "code"}
        special = {"name", "words", "beginnings"}

    def __str__(self) -> str:
        return self.name or self.reference

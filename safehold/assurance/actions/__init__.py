"""What can be done about the partnership's assurance."""

from safehold.assurance.actions.reports import (
    answer_report,
    begin_report,
    chase_report,
    enter_report_in_error,
    hear_answer,
    note_report,
    reinstate_report,
    submit_report,
    table_report,
    write_report,
)

__all__ = [
    "answer_report",
    "begin_report",
    "chase_report",
    "enter_report_in_error",
    "hear_answer",
    "note_report",
    "reinstate_report",
    "submit_report",
    "table_report",
    "write_report",
]

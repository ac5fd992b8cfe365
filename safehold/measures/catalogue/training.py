"""Section 5 of the report: multi-agency training."""

from functools import partial

from safehold.measures.definition import Definition, ShareOf

Training = partial(Definition, section="5", source="The partnership's training records")

DEFINITIONS = (
    Training("training.sessions", "Training sessions", "Multi-agency training sessions delivered in the year.", unit="sessions"),
    Training("training.courses", "Courses", "Different multi-agency courses delivered in the year.", unit="courses"),
    Training("training.places_available", "Places available", "Places offered on multi-agency sessions in the year.", unit="places"),
    Training("training.places_booked", "Places booked", "Places booked on multi-agency sessions in the year.", unit="places"),
    Training("training.places_attended", "Places attended", "Booked places whose holder attended.", unit="places"),
    Training(
        "training.booked_pct", "Places booked, of those available", "Places booked as a percentage of places available.",
        unit="percent", places=1, binding=ShareOf("training.places_booked", "training.places_available"),
    ),
    Training(
        "training.attended_of_booked_pct", "Places attended, of those booked", "Places attended as a percentage of places booked.",
        unit="percent", places=1, binding=ShareOf("training.places_attended", "training.places_booked"),
    ),
    Training("training.professional_training", "Professional training", "Printed by the source without a unit; kept as it was printed.", unit="unstated"),
    Training("training.evaluations_completed_pct", "Evaluations completed", "Evaluation forms completed, as a percentage; the source does not state the base.", unit="percent"),
    Training("training.elearning_modules_completed", "E-learning modules completed", "E-learning safeguarding modules completed in the year; modules, not people.", unit="modules"),
    Training("training.single_agency_courses", "Single-agency courses", "Courses given to the staff of one agency in the year.", unit="courses"),
    Training("training.single_agency_people_over", "People trained in single-agency courses, more than", "People trained in single-agency courses; the source says more than this number.", unit="people"),
    Training("training.new_elearning_modules", "New e-learning modules", "E-learning modules made in the year.", unit="modules", section="8"),
    Training("training.new_virtual_sessions", "New virtual sessions", "Virtual training sessions made in the year.", unit="sessions", section="8"),
)  # fmt: skip

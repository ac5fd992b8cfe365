"""The parts of the work that codes belong to, by the numbers that the annual report gives them."""

SECTIONS: dict[str, str] = {
    "3": "Reviews",
    "4": "Audits",
    "5": "Multi-agency training",
    "6": "Key performance indicators",
    "8": "Priorities and achievements",
    "9": "Commitments",
    "10.1": "Children’s social care",
    "10.2": "Adult safeguarding",
    "10.3": "Allegations against people who work with children",
    "10.4": "Police and community safety",
}

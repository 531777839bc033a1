"""The name of the curriculum, as every page says it."""

COURSE = "Social innovation, hands on"

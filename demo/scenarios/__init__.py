"""The acceptance scenarios (`spec/scenarios.md`), each played by `play(venue)`."""

from demo.scenarios import granvik, nordlia, storoya

SCENARIOS = {"a": granvik.play, "b": nordlia.play, "c": storoya.play}

"""What a method file may say of a rating (spec/activities.md)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import Misfit, asks
from models import Words
from translations import N_, _, pick

GRID = r"grid:[a-z0-9_]+,[a-z0-9_]+"
BY = {"none": N_("only all together"), "role": N_("role"), "unit": N_("workplace"),
      "table": N_("table")}  # fmt: skip
FOUR = (N_("Not any"), N_("Little"), N_("Medium"), N_("Great"))  # spec/voting.md §13


class Criterion(msgspec.Struct, forbid_unknown_fields=True):
    key: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]+$"),
                   asks(N_("Short name"), N_("Small letters, numbers and _."))]  # fmt: skip
    label: Annotated[Words, asks(N_("What it is called"))]
    weight: Annotated[
        float, msgspec.Meta(gt=0, le=100), asks(N_("How much it counts in the total"))
    ] = 1  # fmt: skip


class Consensus(msgspec.Struct, forbid_unknown_fields=True):
    """People agree when the IQR is at most `iqr`, and at least `share` stand at one end."""

    iqr: Annotated[
        float,
        asks(N_("Most spread of the middle half"), N_("In steps on the scale."), low=0),
    ] = 1  # fmt: skip
    share: Annotated[
        float, msgspec.Meta(gt=0.5, le=1),
        asks(N_("Share that stands at one end"), N_("0.7 is seven of ten.")),
    ] = 0.70  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    criteria: Annotated[
        list[Criterion],
        asks(N_("Criteria"), N_("Without any, each gives one score, for what the step asks.")),
    ] = []  # fmt: skip
    min: Annotated[int, asks(N_("Lowest value"), low=0, high=9)] = 1
    max: Annotated[int, asks(N_("Highest value"), low=1, high=10)] = 5
    labels: Annotated[
        list[Words],
        asks(N_("What the values mean"), N_("For the two ends of the scale, or for each value.")),
    ] = []  # fmt: skip
    assign: Annotated[
        str, msgspec.Meta(pattern="^(all|own|sample:[1-9][0-9]?)$"),
        asks(N_("Which of them each rates"),
             N_("all, own, or sample:5 for five that are not one's own.")),
    ] = "all"  # fmt: skip
    aggregate: Annotated[
        Literal["median", "mean"],
        asks(N_("How the answers become one"),
             words={"median": N_("the middle answer (median)"), "mean": N_("the average")}),
    ] = "median"  # fmt: skip
    show: Annotated[
        str, msgspec.Meta(pattern=f"^(matrix|{GRID}|radar|spread|sum)$"),
        asks(N_("How the result is shown"),
             N_("matrix, radar, spread, sum, or grid:x,y with the short names of two criteria.")),
    ] = "matrix"  # fmt: skip
    feedback: Annotated[bool, asks(N_("A new round shows what the last one gave"))] = False
    consensus: Annotated[Consensus, asks(N_("When people agree"))] = msgspec.field(
        default_factory=Consensus)  # fmt: skip
    by: Annotated[
        Literal["none", "role", "unit", "table"],
        asks(N_("Also shown by"), N_("Only groups of five or more are shown."), words=BY),
    ] = "none"  # fmt: skip
    dont_know: Annotated[bool, asks(N_("“I do not know” is an answer"))] = True
    baseline: Annotated[
        bool,
        asks(N_("This is the zero-point"),
             N_("What later seminars about the same tangle are compared with.")),
    ] = False  # fmt: skip
    compare_to: Annotated[
        str,
        asks(N_("Compared with"),
             N_("An earlier step, or the method of an earlier seminar. Or: none.")),
    ] = "none"  # fmt: skip

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        if self.min >= self.max:
            raise Misfit("min", N_("the lowest must be lower than the highest"))
        if self.labels and len(self.labels) not in (2, len(self.values)):
            raise Misfit("labels", N_("there must be 2, or %(n)s: one for each value"),
                         n=len(self.values))  # fmt: skip
        keys = [c.key for c in self.criteria]
        if len(set(keys)) < len(keys):
            raise Misfit("criteria", N_("two have the same key"))
        if unknown := [axis for axis in self.axes if axis not in keys]:
            raise Misfit("show", N_("%(name)s is none of the criteria"), name=unknown[0])

    @property
    def values(self) -> list[int]:
        return list(range(self.min, self.max + 1))

    @property
    def asked(self) -> list[Criterion]:
        """The criteria; where there are none, one that needs no words of its own."""
        return self.criteria or [Criterion("score", {})]

    @property
    def must_have_things(self) -> bool:
        """Whether it says nothing without items: a grid, a sum, cards of one's own or dealt."""
        return bool(self.axes) or self.show == "sum" or self.assign != "all"

    @property
    def rates_things(self) -> bool:
        """Whether earlier items are what it is about, where `from` does not say."""
        return self.must_have_things or self.show == "matrix" or not self.criteria

    @property
    def axes(self) -> list[str]:
        """The two criteria of a grid: across and up."""
        return self.show.removeprefix("grid:").split(",") if self.show.startswith("grid:") else []

    @property
    def sample(self) -> int:
        """How many each rates; 0 when not a sample."""
        return int(self.assign.removeprefix("sample:")) if self.assign[:6] == "sample" else 0

    def ends(self) -> tuple[str, str]:
        """What the lowest and the highest value mean."""
        words = self.words()
        if words:
            return words[0], words[-1]
        if self.labels:
            return pick(self.labels[0]), pick(self.labels[1])
        return _("Not at all"), _("Very much")

    def words(self) -> list[str]:
        """What each value means, where each has words of its own."""
        if len(self.labels) == len(self.values):
            return [pick(label) for label in self.labels]
        return [_(word) for word in FOUR] if not self.labels and len(self.values) == 4 else []

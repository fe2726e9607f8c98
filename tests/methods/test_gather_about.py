"""Writing about what there is: evidence for hypotheses, and the critical friend."""

from __future__ import annotations

from storage import Storage
from tests.cast import Cast, Player
from tests.methods.dealt import grouping, on, seminar
from tests.methods.gathering import about, choice, gather, group_list, mine, text, writers

VIEW = choice("syn", "stotter", "avkrefter", "blandet")
TALLY = 'tally = { field = "syn", for = "stotter", against = "avkrefter" }'


def hypotheses(cast: Cast, *titles: str) -> Player:
    anna = cast.join()
    for title in titles:
        anna.does("add", title=title)
    on(cast)
    return anna


def test_each_finding_is_about_a_hypothesis(storage: Storage) -> None:
    cast = seminar(storage, gather("tror", 'kind = "hypothesis"'),
                   gather("spor", 'about = "tror"', 'kind = "evidence"'))  # fmt: skip
    anna = hypotheses(cast, "Bussen går for sent", "Det er for dyrt")
    assert about(anna) == ["Bussen går for sent", "Det er for dyrt"]
    assert anna.refused("add", title="Et funn") == anna.refused("add", title="X", about=99)
    parent = anna.own()["list"]["about"][1]["id"]
    anna.does("add", title="Et funn", about=parent)
    cast.facilitator.does("close")
    parts = cast.activity().view("phone")["parts"]
    assert [(p["title"], len(p["cards"])) for p in parts] == [("Det er for dyrt", 1)]
    assert cast.activity().outcome()["items"][0]["about"] == "Det er for dyrt"
    cast.close()


def test_the_verdict_goes_on_and_stands_as_a_lesson(storage: Storage) -> None:
    findings = gather("spor", 'about = "tror"', f"fields = [{text('kilde')}, {VIEW}]", TALLY)
    cast = seminar(storage, gather("tror", 'kind = "hypothesis"'), findings)
    anna = hypotheses(cast, "De trenger kurs", "De vil ha kafé")
    first, second = [a["id"] for a in anna.own()["list"]["about"]]
    for said, times in (("stotter", 2), ("avkrefter", 11), ("blandet", 2)):
        for n in range(times):
            anna.does("add", title=f"Samtale {n}", about=first, values=["Intervju", said])
    anna.does("add", title="En til", about=second, values=["", "stotter"])
    gone = anna.does("add", title="Feil", about=second, values=["", "stotter"])["item"]
    cast.facilitator.does("hide", item=gone, reason="Navngir en person")
    assert cast.activity().view("screen")["tallies"] == []
    cast.facilitator.does("close")
    assert (cast.step("spor").result or {})["tallies"] == {
        str(first): {"verdict": "refuted", "for": 2, "against": 11, "mixed": 2},
        str(second): {"verdict": "too_few", "for": 1, "against": 0, "mixed": 0},
    }
    shown = cast.activity().view("screen")["tallies"]
    assert [(t["title"], t["said"]) for t in shown] == [
        ("De trenger kurs", "avkreftet"), ("De vil ha kafé", "for lite grunnlag"),
    ]  # fmt: skip
    blocks = cast.activity().section(cast.activity().outcome())
    assert blocks[-1]["rows"][0] == ["De trenger kurs", 2, 11, 2, "avkreftet"]
    cast.close()


def test_a_critical_friend_reads_the_neighbours_ideas_and_never_their_own(
    storage: Storage,
) -> None:
    cast = seminar(storage, grouping("bord", "size = 2"), gather("ide"),
                   gather("venn", 'about = "ide"', 'assign = "other_group"'), size=6)  # fmt: skip
    people = cast.people(6)
    on(cast)
    for place, person in enumerate(people):
        person.does("add", title=f"Idé {place}")
    on(cast)
    tables = [p.person.table_id for p in people]
    for place, person in enumerate(people):
        got = {int(title.split()[1]) for title in about(person)}
        assert len(got) == 2 and place not in got
        assert len({tables[i] for i in got}) == 1 and tables[place] not in {tables[i] for i in got}
    same = [about(p) for p in people if p.person.table_id == tables[0]]
    assert same[0] == same[1]
    cast.close()


def test_a_group_reads_its_neighbours_list(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", "size = 2"), gather("ide", 'unit = "group"'),
                   gather("venn", 'unit = "group"', 'about = "ide"', 'assign = "other_group"'),
                   size=4)  # fmt: skip
    people = cast.people(4)
    on(cast)
    for number, writer in enumerate(writers(cast, people)):
        writer.does("add", title=f"Fra bord {number}")
    on(cast)
    here, there = writers(cast, people)
    assert [a["title"] for a in group_list(cast, here)["about"]] == ["Fra bord 1"]
    here.does("add", title="Vi liker den")  # there is one only, so it is about that
    assert group_list(cast, there)["about"][0]["title"] == "Fra bord 0"
    assert group_list(cast, here)["problems"][0]["about"] is not None
    cast.close()


def test_a_note_that_is_read_out_is_about_one_of_several(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord"), gather("ide"),
                   gather("venn", 'unit = "group"', 'about = "ide"'), size=4)  # fmt: skip
    anna, *_ = cast.people(2)
    on(cast)
    ideas = [anna.does("add", title=title)["item"] for title in ("Buss", "Båt")]
    on(cast)
    note = anna.does("note", text="For dyrt")["note"]
    anna.does("offer", note=note)
    assert anna.refused("take", note=note) == "no_parent"
    anna.does("take", note=note, about=ideas[1])
    assert group_list(cast, anna)["problems"][0]["about"] == ideas[1]
    cast.close()


def test_ones_own_and_a_sample(storage: Storage) -> None:
    cast = seminar(storage, gather("ide"), gather("min", 'about = "ide"', 'assign = "own"'),
                   gather("fem", 'about = "ide"', 'assign = "sample:2"'))  # fmt: skip
    people = cast.people(5)
    for place, person in enumerate(people):
        person.does("add", title=f"Idé {place}")
    on(cast)
    assert [about(p) for p in people] == [[f"Idé {n}"] for n in range(5)]
    late = cast.join()
    assert about(late) == [] and late.refused("add", title="Hei") == "no_parent"
    on(cast)
    got = [about(p) for p in people]
    assert all(f"Idé {n}" not in titles and len(titles) == 2 for n, titles in enumerate(got))
    assert len(about(late)) == 2
    cast.close()


def test_one_two_four_all_brings_on_what_each_group_chooses(storage: Storage) -> None:
    cast = seminar(storage, gather("en", "solo_min = 1"), grouping("par", 'by = "pair"'),
                   gather("to", 'from = "en"', 'unit = "group"'), grouping("fire", 'by = "join2"'),
                   gather("kort", 'from = "to"', 'unit = "group"', "max_items = 1"))  # fmt: skip
    people = cast.people(4)
    for place, person in enumerate(people):
        person.does("add", title=f"Idé {place}")
    on(cast)
    on(cast)
    first, second = writers(cast, people)
    offered = group_list(cast, first)["before"]
    assert len(offered) == 2  # their own two, not the other pair's
    first.does("accept", item=offered[0]["id"])
    assert first.refused("accept", item=offered[0]["id"]) == "taken"
    other = group_list(cast, second)["before"][0]["id"]
    assert first.refused("accept", item=other) == "no_item"
    second.does("accept", item=other)
    second.does("add", title="En ny")
    on(cast)
    on(cast)
    (writer,) = writers(cast, people)
    offered = group_list(cast, writer)["before"]
    assert len(offered) == 3
    writer.does("accept", item=offered[2]["id"])
    assert writer.refused("accept", item=offered[1]["id"]) == "full"
    cast.facilitator.does("close")
    assert len((cast.step("kort").result or {})["items"]) == 1
    cast.close()


def test_groups_that_nobody_made_are_made_when_they_are_to_write(storage: Storage) -> None:
    cast = seminar(storage, gather("i"), gather("g", 'from = "i"', 'unit = "group"'))
    people = cast.people(9)
    people[0].does("add", title="Min idé")
    assert mine(people[0]) == ["Min idé"]
    on(cast)
    assert len(cast.activity().scope.tables()) == 2
    late = cast.join()
    assert late.person.table_id and len(writers(cast, people)) == 2
    assert [b["title"] for b in group_list(cast, people[0])["before"]] == ["Min idé"]
    cast.close()

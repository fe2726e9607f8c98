"""Those who lead come and go; groups call, and two helpers do not go to the same one."""

from tests.plays import Stage, method, step

METHOD = method(
    "helping",
    step("start", "frame"),
    step("bord", "group", 'by = "table"', "size = 3"),
    step("finn", "gather", 'kind = "problem"'),
)


def play(stage: Stage) -> None:
    kari, cast = stage.kari, stage.cast
    per, siv, tor = (cast.helper(name) for name in ("Per", "Siv", "Tor"))
    for helper, language in ((per, "nb"), (siv, "nn"), (tor, "en")):
        stage.hall.opens("helper", language, helper)
    anna, bo, *_ = stage.arrive()
    ola = cast.colleague("Ola")
    stage.hall.opens("console", "en", ola)
    stage.next()
    per.does("add_table")
    anna.does("sit", table=1)
    table = anna.own()["place"]
    anna.does("help", None, group=table)
    per.does("assign", person=bo.id, group=table)
    stage.next()
    siv.does("coming", None, group=table)
    siv.does("coming", None, group=table, on=False)
    per.does("coming", None, group=table)
    cast.dismisses(tor)
    item = anna.does("add", title="Naboen heter Ola Nordmann")["item"]
    stage.time_passes(4)
    per.does("helped", None, group=table)
    anna.does("help", None, group=table)
    anna.does("help", None, group=table, on=False)
    stage.close()
    per.does("hide", item=item, reason="Navngir en person")
    ola.does("show", item=item)
    kari.does("invite_again", None, crew=siv.id, link_hash=f"{1:064x}")
    cast.dismisses(ola)
    kari.does("end")

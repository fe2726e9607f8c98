"""The question corner, beside a step that has nothing to do with it; then switched off."""

from tests.plays import Stage, method, step

METHOD = method("corner", step("start", "frame"), step("finn", "gather", 'unit = "person"'),
                step("slutt", "frame"))  # fmt: skip


def play(stage: Stage) -> None:
    kari, (anna, bo, cecilie, dag, *_) = stage.kari, stage.arrive()
    stage.next()
    for text in ("Hva koster det?", "Når er vi ferdige?", "Hvorfor er Ola sur?", "Hvem betaler?"):
        bo.does("ask", None, text=text)
    cost, when, ola, pays = (stage.asked(word) for word in ("koster", "ferdige", "Ola", "betaler"))
    anna.does("wonder", None, question=when)
    cecilie.does("wonder", None, question=when)
    cecilie.does("wonder", None, question=when, on=False)
    bo.does("take_back", None, question=pays)
    anna.does("share_failure", None, happened="Vi spurte ingen", learnt="Spør først")
    for person in (dag, anna, bo):
        person.does("raise_hand", None)
    anna.does("raise_hand", None, on=False)
    kari.does("lower_hand", None, question=stage.hands()[0].id)
    kari.does("take_up", None, question=when)
    kari.does("pause")
    kari.does("resume")
    kari.does("take_up", None, question=stage.asked("ingen"))
    kari.does("take_up", None, question=stage.asked("ingen"), on=False)
    kari.does("answered", None, question=when, answer="Før klokka fire")
    kari.does("put_aside", None, question=cost)
    kari.does("hide_question", None, question=ola, reason="Navngir en person")
    stage.close()
    kari.does("corner", None, kinds=["question"])
    stage.next()
    kari.does("corner", None)
    kari.does("end")

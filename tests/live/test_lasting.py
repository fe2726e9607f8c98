"""What lasts: acknowledged votes outlive a kill, secrets do not; a faulty start says why."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import func, select

from config import lan_address
from demo.browser import Console, Phone
from demo.server import RUN, Running, free_port, running
from models import Ballot, Participant, Tick
from storage import connect, migrate
from tests.live.conftest import wait_for

pytestmark = pytest.mark.server


def begin(server: Running) -> Console:
    console = Console(server.base).start(server.link, title="Seminar", size=8, language="nb",
                                         question="Hva er viktigst?", sponsor="Oss")  # fmt: skip
    console.must("open_doors")
    return console


@pytest.fixture(autouse=True)
def on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said here is of the SQLite file, whatever else the suite runs on."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_what_is_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        kari = begin(server)
        anna = Phone(server.base, kari.token, "Anna").join()
        for turn in range(20):
            assert anna.do("profile", name=f"Anna {turn}")["ok"]
        server.process.kill()
        server.process.wait()
        anna.close()
        kari.close()
    storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    with storage.reading() as db:
        assert db.scalar(select(Participant.name)) == "Anna 19"
    storage.close()


def test_a_phone_comes_back_by_itself_after_a_restart(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port) as server:
        kari = begin(server)
        anna = Phone(server.base, kari.token, "Anna").join()
    anna.boards.clear()
    anna.seqs.clear()
    with running(tmp_path, port):
        wait_for(lambda: anna.wire.connected and "phone" in anna.boards, 15)
        assert anna.do("profile", name="Anna igjen")["ok"]
        anna.close()
        kari.close()


def test_after_publishing_nothing_on_disk_leads_to_a_voter(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        kari = begin(server)
        phones = [Phone(server.base, kari.token, n).join() for n in ("Anna", "Bjørn", "Cecilie")]
        step = lead_to_rating(kari)
        op_ids = []
        for phone in phones:
            op = os.urandom(12).hex()
            op_ids.append(op)
            answer = {"criterion": "nytte", "value": 4}
            told = {"op_id": op, "step": step, "command": "score", "args": answer}
            assert phone.wire.call("do", told, timeout=10)["ok"]
        storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
        with storage.reading() as db:
            slots = [slot for slot in db.scalars(select(Ballot.slot)) if slot]
        assert len(slots) == 3 and all(on_disk(tmp_path, slot) for slot in slots)
        kari.must("close", step)
        wait_for(lambda: not any(on_disk(tmp_path, secret) for secret in [*op_ids, *slots]))
        with storage.reading() as db:
            assert db.scalar(select(func.count()).select_from(Ballot)) == 3
            assert db.scalar(select(func.count()).select_from(Tick)) == 0
        storage.close()
        for phone in phones:
            phone.close()
        kari.close()


def on_disk(folder: Path, secret: str) -> bool:
    return any(secret.encode() in file.read_bytes() for file in folder.glob("floke.sqlite*"))


def lead_to_rating(kari: Console) -> int:
    """Skip to the closing questions, and open them; the step's number."""
    kari.must("close", 1)
    kari.must("next", 1)
    for step in range(2, 12):
        kari.must("skip", step)
    kari.must("open", 12)
    return 12


def start(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FLOKE_DATA": str(data)}
    return subprocess.run([sys.executable, str(RUN), *words], env=environment,
                          capture_output=True, text=True, timeout=120)  # fmt: skip


def test_a_port_in_use_is_said_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start(tmp_path, "serve", "--host", "127.0.0.1", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_terminal_shows_the_links_and_a_code_that_leads_to_them(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, str(RUN), "serve", "--port", str(port)]
    environment = {**os.environ, "FLOKE_DATA": str(tmp_path)}
    environment.pop("FLOKE_URL", None)
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Stop with"):
                break
        process.terminate()
    told = "\n".join(lines)
    address = f"http://{lan_address()}:{port}"
    assert f"Participants join at: {address}" in told
    assert f"Facilitator: {address}/facilitator/start/" in told
    code = [line for line in lines if "█" in line or "▄" in line or "▀" in line]
    assert [b.text for b in zxingcpp.read_barcodes(drawn(code))] == [address]


def drawn(lines: list[str]) -> Image.Image:
    """The code as a camera would see it: each sign is two halves, light where it is filled."""
    halves = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1)}
    rows = [[halves.get(sign, (0, 0))[half] for sign in line.ljust(max(map(len, lines)))]
            for line in lines for half in (0, 1)]  # fmt: skip
    image = Image.new("L", (len(rows[0]), len(rows)))
    image.putdata([0 if dot else 255 for row in rows for dot in row])
    return image.resize((image.width * 8, image.height * 8))


def test_a_newer_database_is_said_in_words(tmp_path: Path) -> None:
    storage = connect(f"sqlite:///{tmp_path / 'floke.sqlite'}")
    migrate(storage)
    with storage.write.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    storage.close()
    done = start(tmp_path, "serve", "--host", "127.0.0.1", "--port", str(free_port()))
    assert done.returncode == 1
    assert "newer version of Floke" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "floke.sqlite").write_text("Dette er et brev, ikke en database. " * 100, "utf-8")
    for words in (("serve", "--host", "127.0.0.1", "--port", str(free_port())), ("user",)):
        done = start(tmp_path, *words)
        assert done.returncode == 1
        assert "cannot be used: file is not a database" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("words", "code", "told"), [
    (("serve", "--port", "99999"), 2, "'99999' is no port; expected a number from 1 to 65535"),
    (("serve", "--host", "203.0.113.1"), 1, "cannot listen on 203.0.113.1"),
    (("demo", "--people", "0"), 2, "'0' is not a number from 1 to 1000"),
])  # fmt: skip
def test_a_start_that_cannot_be_says_why(
    tmp_path: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    done = start(tmp_path, *words)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demo_on_a_port_in_use_is_said_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start(tmp_path, "demo", "--fast", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "is in use" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("problems", "votes", "words"), [
    ("problem,author\n1,a\n", "participant,problem\n", "no column text"),
    ("problem,author,text\n1,a,Ærlig\n", "participant,problem\na,1\na,7\n",
     "line 3: there is no problem '7'"),
    ("problem,author,text\n1,a,Ærlig\n1,b,To\n", "participant,problem\n",
     "line 3: problem 1 is there already"),
    ("problem,author,text\n1,a\n", "participant,problem\n", "line 2: the value of text is missing"),
])  # fmt: skip
def test_a_recording_with_a_fault_is_refused_by_line(
    tmp_path: Path, problems: str, votes: str, words: str
) -> None:
    (tmp_path / "p.csv").write_text(problems, "utf-8")
    (tmp_path / "v.csv").write_text(votes, "utf-8")
    done = start(tmp_path, "demo", "--fast", "--problems", str(tmp_path / "p.csv"),
                 "--votes", str(tmp_path / "v.csv"))  # fmt: skip
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr

"""The command as a user has it: real processes, exit statuses, what goes where, and what machines read."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from conftest import TOP, Run, command_environment

QUESTIONS: list[list[str]] = [
    ["budget"],
    ["budget", "--by", "pillar"],
    ["budget", "--by", "year"],
    ["budget", "--by", "source"],
    ["budget", "--as-told-by", "fostertalk"],
    ["split", "families-first-pathfinder"],
    ["split", "families-first-pathfinder", "--named", "--year", "2023-24"],
    ["compare"],
    ["compare", "leaving-care", "--people", "13400"],
    ["diff", "baseline"],
    ["diff", "baseline", "review-in-full"],
    ["check"],
]
COMMANDS = ["budget", "split", "compare", "diff", "check"]
AREAS = "name,code,children\nDorset,E06000059,1250\nLuton,E06000032,2000.5\nWirral,E08000015,0\n"


def answered(run: Run, *arguments: str | Path) -> Any:
    """What a command answers in JSON, with every number in its exact digits."""
    process = run(*arguments, "--format", "json")
    assert (process.returncode, process.stderr) == (0, "")
    return json.loads(process.stdout, parse_float=Decimal)


def refused(process: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    """An error: its status, its words on standard error, nothing on standard output, and no traceback."""
    assert (process.returncode, process.stdout) == (status, ""), process.stderr
    for word in words:
        assert word in process.stderr
    assert "Traceback" not in process.stderr
    assert "fault of the program" not in process.stderr


def in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A pipe of commands, as bash runs it; the statuses of its parts stand on the last line of stderr."""
    script = f'{command}; echo "status ${{PIPESTATUS[0]}}" >&2'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=command_environment() | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_is_on_standard_output_and_nothing_else_anywhere(run: Run, question: list[str]) -> None:
    process = run(*question)
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.endswith("\n")
    assert "\x1b" not in process.stdout


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_the_same_question_has_the_same_bytes_in_every_place(run: Run, question: list[str]) -> None:
    here = run(*question, "--format", "json", PYTHONHASHSEED="1")
    there = run(*question, "--format", "json", PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo", COLUMNS="20")
    assert here.stdout == there.stdout
    assert str(TOP) not in here.stdout


def test_budget_has_the_keys_and_the_figures_of_its_contract(run: Run) -> None:
    answer = answered(run, "budget")
    assert answer["schema"] == "stablehomes/budget/1"
    assert {"strategy", "announced", "itemised", "not_itemised", "measures", "notes", "sources"} <= set(
        answer
    )
    million = 10**6
    assert answer["announced"] == {
        "headline": 200 * million,
        "low": 200 * million,
        "high": 200 * million,
        "qualifier": "exact",
    }
    itemised, rest = answer["itemised"], answer["not_itemised"]
    assert (itemised["headline"], itemised["low"], itemised["high"]) == (111 * million, 109 * million, None)
    assert (rest["headline"], rest["low"], rest["high"]) == (89 * million, 0, 91 * million)


def test_a_measure_has_the_keys_of_its_contract(run: Run) -> None:
    measures = {measure["id"]: measure for measure in answered(run, "budget")["measures"]}
    pathfinder = measures["families-first-pathfinder"]
    assert pathfinder["funding"] == {"headline": 45000000, "low": 45000000, "high": None, "qualifier": "over"}
    assert pathfinder["years"] == ["2023-24", "2024-25"]
    assert (pathfinder["pillar"], pathfinder["envelope"], pathfinder["disagree"]) == (
        "family-help",
        "assumed",
        True,
    )
    assert {"amount", "qualifier", "source", "quote", "stated"} <= set(pathfinder["figures"][0])
    assert measures["dashboard"]["funding"] is None


def test_split_has_the_keys_and_the_figures_of_its_contract(run: Run) -> None:
    answer = answered(run, "split", "families-first-pathfinder", "--among", "7")
    assert answer["schema"] == "stablehomes/split/1"
    assert {"measure", "rule", "total", "areas", "each", "shares"} <= set(answer)
    assert {"name", "code", "weight", "amount"} <= set(answer["shares"][0])
    amounts = [share["amount"]["headline"] for share in answer["shares"]]
    assert sum(amounts) == 45000000
    assert set(amounts) == {Decimal("6428571.43"), Decimal("6428571.42")}


def exact(number: int) -> dict[str, Any]:
    """A number that nothing is left open of, as JSON."""
    return {"headline": number, "low": number, "high": number, "qualifier": "exact"}


def test_compare_has_the_keys_and_the_figures_of_its_contract(run: Run) -> None:
    answer = answered(run, "compare", "leaving-care", "--people", "13400")
    assert answer["schema"] == "stablehomes/compare/1"
    (each,) = answer["comparisons"]
    assert (each["allowance"], each["people"]) == ("leaving-care", 13400)
    assert (each["change"], each["percent"]) == (exact(1000), exact(50))
    costs = each["cost_before"], each["cost_after"], each["cost_change"]
    assert costs == (exact(26800000), exact(40200000), exact(13400000))
    assert (each["before"]["amount"], each["after"]["amount"]) == (exact(2000), exact(3000))
    assert each["after"]["from"] == "2023-04-01"


def test_check_has_the_keys_of_its_contract(run: Run) -> None:
    answer = answered(run, "check")
    assert answer["schema"] == "stablehomes/check/1"
    assert {"code", "severity", "file", "line", "column", "message", "help"} <= set(answer["problems"][0])
    assert {problem["severity"] for problem in answer["problems"]} == {"notice"}


def test_pence_are_printed_in_their_exact_digits(run: Run) -> None:
    text = run("split", "families-first-pathfinder", "--among", "7", "--format", "json").stdout
    assert '"headline": 6428571.43' in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["split", "family-findin"], ['no measure "family-findin"', 'did you mean "family-finding"?']),
        (["compare", "leaving-car"], ['no allowance "leaving-car"', 'did you mean "leaving-care"?']),
        (
            ["budget", "--as-told-by", "fostertalks"],
            ['no source "fostertalks"', 'did you mean "fostertalk"?'],
        ),
        (["budget", "--as-told-buy", "x"], ["No such option", "--as-told-by"]),
        (["budget", "--by", "colour"], ["'colour' is not one of", "pillar"]),
        (["budget", "--format", "xml"], ["'xml' is not one of", "json"]),
        (["budget", "extra"], ["unexpected extra argument"]),
        (["bugdet"], ["No such command 'bugdet'"]),
        (["split"], ["Missing argument"]),
        (["split", "dashboard"], ["no figure was announced", "measures with a figure"]),
        (["split", "family-finding"], ["among how many areas", "--among NUMBER"]),
        (["split", "family-finding", "--among", "0"], ["0 is not in the range"]),
        (["split", "family-finding", "--among", "many"], ["'many' is not a valid int"]),
        (["split", "family-finding", "--named", "--among", "2"], ["use one of --among, --named and --areas"]),
        (["split", "family-finding", "--weight", "children"], ["add --areas FILE"]),
        (
            ["split", "family-finding", "--among", "2", "--year", "2023-25"],
            ["2023 ends in 2024", "write it as 2023-24"],
        ),
        (["split", "family-finding", "--among", "2", "--year", "2030-31"], ["no money in 2030-31"]),
        (["compare", "--people", "-1"], ["-1 is not in the range"]),
        (["compare", "--people", "1.5"], ["'1.5' is not a valid int"]),
        (["compare", "--before", "2023-02-30"], ["is not in the calendar", "write it as 2023-04-01"]),
        (["compare", "--after", "April"], ["is not a date", "write it as 2023-04-01"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_use_ends_with_status_2_and_says_what_to_do(
    run: Run, arguments: list[str], words: list[str]
) -> None:
    process = run(*arguments, COLUMNS="200")
    refused(process, 2, *words)


@pytest.mark.parametrize("command", [["budget"], ["compare"], ["split", "a-measure", "--among", "2"]])
@pytest.mark.parametrize("format", ["text", "json"])
def test_no_answer_comes_from_data_with_an_error(
    run: Run, small: Path, command: list[str], format: str
) -> None:
    file = small / "measures.yaml"
    file.write_text(file.read_text("utf-8").replace("£40m", "£40mm"), "utf-8")
    process = run(*command, "--data", small, "--format", format)
    refused(process, 3, "bad-amount", "measures.yaml")
    if format == "json":
        (problem,) = json.loads(process.stderr)["problems"]
        assert (problem["line"], problem["column"]) == (16, 17)
    else:
        assert f"{file}:16:17: error[bad-amount]" in process.stderr
        assert "   16 |       - amount: £40mm\n      |                 ^^^^^\n   help: " in process.stderr


def test_check_says_no_with_status_1_on_standard_output(run: Run, small: Path) -> None:
    file = small / "measures.yaml"
    file.write_text(file.read_text("utf-8").replace("£40m", "£40mm"), "utf-8")
    process = run("check", "--data", small)
    assert (process.returncode, process.stderr) == (1, "")
    assert "error[bad-amount]" in process.stdout
    assert process.stdout.startswith("Is the data sound?\n\nNo: ")


def test_check_of_sound_data_says_yes(run: Run, small: Path) -> None:
    process = run("check", "--data", small)
    assert (process.returncode, process.stdout) == (0, "Is the data sound?\n\nYes. 0 errors, 0 warnings.\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_not_there_ends_with_status_3(run: Run, command: str) -> None:
    arguments = {"split": ["split", "family-finding"], "diff": ["diff", "baseline"]}.get(command, [command])
    refused(run(*arguments, "--data", "nowhere"), 3, "missing-folder", "there is no folder nowhere", "help:")


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"",
            b"# nothing\n",
            b"\xff\xfe",
            b"a: [",
            b"\x00",
            b"{" * 100_000,
            b"? [a]\n: b\n",
            b"just words\n",
            b"- a\n",
        ),
    ],
)
def test_a_hostile_file_ends_with_status_3_and_no_traceback(run: Run, small: Path, content: bytes) -> None:
    (small / "measures.yaml").write_bytes(content)
    refused(run("budget", "--data", small), 3, f"{small}/measures.yaml:", "error[", "help:")


def test_the_folder_can_be_named_by_the_environment(run: Run, small: Path) -> None:
    assert run("budget", STABLEHOMES_DATA=str(small)).stdout.startswith("A strategy: what was announced\n")
    assert run("budget", "--data", TOP / "data", STABLEHOMES_DATA="nowhere").returncode == 0


def test_an_output_file_holds_what_the_screen_would(run: Run, tmp_path: Path) -> None:
    screen = run("budget", "--format", "json").stdout
    process = run("budget", "--format", "json", "--output", "answer.json")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    assert (tmp_path / "answer.json").read_text("utf-8") == screen
    assert [file.name for file in tmp_path.iterdir()] == ["answer.json"]


def test_an_answer_that_fails_leaves_the_old_file_as_it_was(run: Run, tmp_path: Path) -> None:
    (tmp_path / "answer").write_text("old", "utf-8")
    refused(run("split", "nothing", "--output", "answer"), 2)
    refused(run("budget", "--data", "nowhere", "--output", "answer"), 3)
    assert [(file.name, file.read_text("utf-8")) for file in tmp_path.iterdir()] == [("answer", "old")]


@pytest.mark.parametrize("target", ["nowhere/answer", "/dev/full", "."])
def test_an_answer_that_cannot_be_written_is_an_error(run: Run, target: str) -> None:
    refused(run("budget", "--output", target), 3, "the answer was not written to", "help:")


def test_a_read_only_file_system_is_an_error(tmp_path: Path) -> None:
    """A real one, in a space of mounts that ends with the process; it takes the right to mount."""
    folder = tmp_path / "mounted"
    folder.mkdir()
    if not shutil.which("unshare"):
        pytest.skip("needs unshare: apt-get install util-linux")
    mount = f"mount -t tmpfs -o ro none {folder}"
    if subprocess.run(["unshare", "-m", "sh", "-c", mount], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount, as root has it")
    command = f"$PYTHON -m stablehomes budget --output {folder}"
    for target in ("answer.txt", "answer.csv"):
        process = in_shell(f"unshare -m sh -c '{mount} && {command}/{target}'", tmp_path)
        assert process.stdout == ""
        assert f"{target}: Read-only file system" in process.stderr
        assert process.stderr.endswith("status 3\n")
        assert "Traceback" not in process.stderr


def test_a_folder_without_permission_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    if os.access(tmp_path / "closed", os.W_OK):
        pytest.skip("needs a user other than root: whoever runs this may write anywhere")
    refused(run("budget", "--output", "closed/answer.txt"), 3, "Permission denied", "help:")
    assert list((tmp_path / "closed").iterdir()) == []


@pytest.mark.parametrize("format", ["text", "json"])
def test_a_full_disk_is_an_error(tmp_path: Path, format: str) -> None:
    process = in_shell(f"$PYTHON -m stablehomes budget --format {format} > /dev/full", tmp_path)
    assert "No space left on device" in process.stderr
    assert process.stderr.endswith("status 3\n")
    assert "Traceback" not in process.stderr
    assert "Exception ignored" not in process.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        "budget",
        "split family-finding --among 100000 --format json",
    ],
)
def test_a_closed_pipe_ends_the_program_quietly(tmp_path: Path, arguments: str) -> None:
    process = in_shell(f"$PYTHON -m stablehomes {arguments} | head -1", tmp_path)
    assert process.stderr == "status 0\n"
    assert process.stdout.count("\n") == 1


def test_a_reader_that_never_reads_is_no_fault(tmp_path: Path) -> None:
    process = in_shell("$PYTHON -m stablehomes budget | true", tmp_path)
    assert process.stderr == "status 0\n"


def test_the_version_is_that_of_the_package(run: Run) -> None:
    process = run("--version")
    assert (process.returncode, process.stdout) == (0, f"stablehomes {version('stablehomes')}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_has_an_example_that_runs(run: Run, folder: Path, command: str) -> None:
    process = run(command, "--help", COLUMNS="200")
    assert (process.returncode, process.stderr) == (0, "")
    example = re.search(rf"Example:\s+stablehomes ({command}.*?)\n\s*\n", process.stdout, re.DOTALL)
    assert example, process.stdout
    folder.rename(folder.parent / "my-data")  # what examples call a reader's own folder
    assert run(*example[1].split()).returncode == 0


@pytest.mark.parametrize("columns", [1, 20, 40, 79, 200])
@pytest.mark.parametrize(
    "question",
    [
        ["budget"],
        ["compare", "--people", "3"],
        ["split", "families-first-pathfinder"],
        ["diff", "baseline", "review-in-full"],
    ],
)
def test_text_keeps_to_the_columns_there_are(run: Run, question: list[str], columns: int) -> None:
    process = run(*question, COLUMNS=str(columns))
    assert process.returncode == 0
    lines = [line for line in process.stdout.splitlines() if "https://" not in line]
    assert max(map(len, lines)) <= max(columns, 20)


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "٨٠", "1000000"])
def test_columns_that_make_no_sense_do_no_harm(run: Run, columns: str) -> None:
    process = run("compare", COLUMNS=columns)
    assert (process.returncode, process.stderr) == (0, "")


def test_every_figure_survives_a_narrow_screen(run: Run) -> None:
    text = run("compare", "leaving-care", "--people", "13400", COLUMNS="40").stdout
    assert all(
        figure in text for figure in ("£2,000", "£3,000", "£1,000", "50%", "£26.8m", "£40.2m", "£13.4m")
    )


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "1"}, {}])
def test_a_pipe_never_gets_colour(run: Run, environment: dict[str, str]) -> None:
    assert "\x1b" not in run("budget", **environment).stdout


def test_a_terminal_of_plain_ascii_gets_plain_signs(run: Run) -> None:
    process = run(
        "budget", LC_ALL="C", LANG="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert "GBP200 million is announced" in process.stdout
    assert "?" not in process.stdout.splitlines()[2]


@pytest.mark.parametrize(("encoding", "said"), [("ascii", "= -0.42 points"), ("utf-8", "= −0.42 points")])
def test_no_encoding_loses_a_minus(run: Run, encoding: str, said: str) -> None:
    process = run("show", "fostering-minimum", "--working", PYTHONIOENCODING=encoding)
    assert said in process.stdout


def test_json_is_whole_in_plain_signs(run: Run) -> None:
    plain = json.loads(run("show", "leaving-care", "--format", "json", PYTHONIOENCODING="ascii").stdout)
    assert plain["title"] == "Leaving care allowance"


def test_the_locale_c_changes_nothing_in_utf_8(run: Run) -> None:
    assert run("compare", LC_ALL="C").stdout == run("compare").stdout


def test_areas_from_a_file_share_by_their_weights(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS, "utf-8")
    arguments = ("split", "families-first-pathfinder", "--areas", "areas.csv", "--weight", "children")
    answer = answered(run, *arguments)
    amounts = [share["amount"]["headline"] for share in answer["shares"]]
    assert [(share["code"], share["weight"]) for share in answer["shares"]] == [
        ("E06000059", 1250),
        ("E06000032", Decimal("2000.5")),
        ("E08000015", 0),
    ]
    assert amounts == [17305030, 27694970, 0]
    assert sum(amounts) == 45000000
    assert run(*arguments).returncode == 0


def test_areas_from_a_file_without_a_weight_share_alike(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(AREAS, "utf-8")
    answer = answered(run, "split", "family-finding", "--areas", "areas.csv")
    assert [share["amount"] for share in answer["shares"]] == [exact(10_000_000)] * 3


@pytest.mark.parametrize(
    ("content", "code", "line", "words"),
    [
        ("", "empty-file", 1, "is empty"),
        ("\n\n", "empty-file", 1, "is empty"),
        ("name,code,children\n", "no-areas", 1, "add one line for each area"),
        ("name,children\nA,1\n", "missing-column", 1, 'there is no column "code"'),
        ("name,code,kids\nA,a,1\n", "missing-column", 1, 'there is no column "children"'),
        ("name,code,childrn\nA,a,1\n", "missing-column", 1, 'did you mean "childrn"?'),
        ("name,code,children,children\nA,a,1,2\n", "repeated-column", 1, "stands here twice"),
        ("name,code,children\nA,a,many\n", "bad-figure", 2, '"many" in the column'),
        ("name,code,children\nA,a,1\nB,b,-1\n", "bad-figure", 3, '"-1" in the column'),
        ("name,code,children\nA,a,NaN\n", "bad-figure", 2, '"NaN" in the column'),
        ("name,code,children\nA,a,1..3\n", "bad-figure", 2, '"1..3" in the column'),
        ("name,code,children\nA,a,\n", "bad-figure", 2, "A: there is nothing"),
        ("name,code,children\nA,a,1\nB,a,2\n", "repeated-area", 3, "B (a) stands in row 3 and already"),
        ("name,code,children\nA,,1\n", "unknown-council", 2, '"A" is the name of no council that is known'),
        ("name,code,children\nA,a\n", "ragged-line", 2, "row 2 has 2 cells; the header has 3"),
        ("name,code,children\nA,a,1,2\n", "ragged-line", 2, "row 2 has 4 cells; the header has 3"),
        ('name,code,children\n"A,a,1\n', "bad-csv", 2, "this is not CSV"),
    ],
)
def test_a_file_of_areas_that_is_wrong_ends_with_status_3(
    run: Run, tmp_path: Path, content: str, code: str, line: int, words: str
) -> None:
    (tmp_path / "areas.csv").write_text(content, "utf-8")
    process = run("split", "family-finding", "--areas", "areas.csv", "--weight", "children")
    refused(process, 3, f"error[{code}]", words, f"areas.csv:{line}:")


def test_a_file_of_areas_reports_all_its_faults_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("name,code,children\nA,a,lots\nB,a,1\nC,c\n", "utf-8")
    process = run("split", "family-finding", "--areas", "areas.csv", "--weight", "children")
    assert re.findall(r"^areas\.csv:(\d+):\d+: error\[(.*?)\]", process.stderr, re.MULTILINE) == [
        ("2", "bad-figure"),
        ("3", "repeated-area"),
        ("4", "ragged-line"),
    ]


def test_a_file_of_areas_that_is_not_there_ends_with_status_3(run: Run) -> None:
    refused(run("split", "family-finding", "--areas", "nowhere.csv"), 3, "there is no file nowhere.csv")


def test_a_file_of_areas_from_a_spreadsheet_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_bytes(("\ufeff" + AREAS.replace("\n", "\r\n")).encode())
    assert len(answered(run, "split", "family-finding", "--areas", "areas.csv")["shares"]) == 3


def test_an_interrupt_ends_the_program_without_a_word(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "stablehomes", "entitlements", "-", "--on", "2024-10-01"],
        cwd=tmp_path,
        env=command_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A runner in the background ignores interrupts, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: when it is written, the program is reading, and waits for the rest.
        process.stdin.write(b"#" * 2**18 + b"\n")
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (output, b"Traceback" in errors) == (b"", False)

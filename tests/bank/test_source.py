"""Files that are broken or hostile, and what plain YAML values mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mlprep.bank import source
from mlprep.bank.compose import DEEPEST_NESTING
from mlprep.bank.faults import Fault
from mlprep.bank.nodes import Fields, Items, Node, Scalar, Value
from mlprep.bank.source import LARGEST_FILE, load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hills.yaml"


def faults_of(file: Path, content: str | bytes) -> list[str]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    faults: list[Fault] = []
    load(file, faults)
    return [str(fault).removeprefix(f"{file}:") for fault in faults]


def plain(node: Node | None) -> object:
    """The tree without its places."""
    if isinstance(node, Fields):
        return {key: plain(value) for key, value in node.nodes.items()}
    if isinstance(node, Items):
        return [plain(item) for item in node.nodes]
    return node.value if node else None


def test_a_tree_knows_the_place_of_every_key_and_value(file: Path) -> None:
    file.write_text("title: Hills\nquestions:\n  - id: down\n")
    tree = load(file, [])
    assert isinstance(tree, Fields)
    assert plain(tree) == {"title": "Hills", "questions": [{"id": "down"}]}
    question = tree.list_of_fields("questions")[0]
    assert str(tree.keys["questions"]) == f"{file}:2:1"
    assert str(question.place_of("id")) == f"{file}:3:9"
    assert str(question.place_of("absent")) == f"{file}:3:5"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("7", 7),
        ("-7", -7),
        ("2.5", 2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'7'", "7"),
        ("no", "no"),
        ("On", "On"),
        ("1:30", "1:30"),
        ("2016-05-01", "2016-05-01"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".nan", ".nan"),
        ("=", "="),
        ("<<", "<<"),
        ("θ ≤ 1", "θ ≤ 1"),
        ("9" * 5000, float("inf")),
        ("1" + ":1" * 5000, "1" + ":1" * 5000),
    ],
)
def test_plain_values_mean_what_editors_take_them_for(file: Path, written: str, meant: Value) -> None:
    file.write_text(f"- {written}\n")
    tree = load(file, [])
    assert isinstance(tree, Items)
    (item,) = tree.nodes
    assert isinstance(item, Scalar)
    assert (item.value, type(item.value)) == (meant, type(meant))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(file: Path) -> None:
    assert faults_of(file, b"\xef\xbb\xbftitle: Hills\r\npart: x\r\n") == []
    assert plain(load(file, [])) == {"title": "Hills", "part": "x"}


def test_keys_are_always_texts(file: Path) -> None:
    file.write_text("1: one\ntrue: yes\n")
    assert plain(load(file, [])) == {"1": "one", "true": "yes"}


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "unquoted colon": (
        "title: Hills: up\n",
        (
            "1:13: not YAML: mapping values are not allowed in this context"
            " (an unquoted ': ' makes a mapping: put the text in quotes)"
        ),
    ),
    "tab as indentation": (
        "questions:\n\t- id: down\n",
        "2:1: not YAML: found character that cannot start any token (indent with spaces, not with tabs)",
    ),
    "tab in a long text": (
        "answer: >-\n\tdown\n",
        (
            "2:1: not YAML: found a tab character where an indentation space is expected"
            " (indent with spaces, not with tabs)"
        ),
    ),
    "reserved character": (
        "tip: @home\n",
        "1:6: not YAML: found character that cannot start any token (put the text in quotes)",
    ),
    "open quotes": (
        "title: 'Hills\npart: x\n",
        "1:8: not YAML: found unexpected end of stream (close the quotes)",
    ),
    "quote within quotes": (
        "title: 'the hill's foot'\n",
        (
            "1:18: not YAML: did not find expected key"
            " (check the indentation and the quotes here and on the line above; inside '...' write ' as '')"
        ),
    ),
    "open bracket": (
        "tags: [a, b\n",
        (
            "1:7: not YAML: did not find expected ',' or ']'"
            " (close the bracket; a text with brackets or commas stands in quotes)"
        ),
    ),
    "unknown escape": (
        'maths: "\\theta \\alpha \\q"\n',
        "1:23: not YAML: found unknown escape character (inside double quotes write \\\\ for \\, or use single quotes)",
    ),
    "list beside mapping": (
        "- a\nb: c\n",
        (
            "2:1: not YAML: did not find expected '-' indicator"
            " (check the indentation and the quotes here and on the line above; inside '...' write ' as '')"
        ),
    ),
    "key twice": ("a: 1\nb: 2\na: 3\n", "3:1: 'a' stands twice (first on line 1: keep one)"),
    "list as key": ("? [a]\n: b\n", "1:3: a key must be a word (put the text in quotes)"),
    "anchor": ("a: &x 1\n", "1:4: anchors (&) and aliases (*) are not allowed (put the text in quotes)"),
    "alias": ("a: *x\n", "1:4: anchors (&) and aliases (*) are not allowed (put the text in quotes)"),
    "tag": (
        "a: !!python/object/apply:os.system [ls]\n",
        "1:4: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not allowed (put the text in quotes)",
    ),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1: a second document begins (keep one document to a file)"),
    "nothing": ("", "1:1: the file is empty"),
    "comments only": ("# to do\n", "1:1: the file is empty"),
    "not UTF-8": (b"a: 1\nb: caf\xe9\n", "2:7: not UTF-8 text (save the file as UTF-8)"),
    "UTF-16": ("a: 1\n".encode("utf-16"), "1:1: not UTF-8 text (save the file as UTF-8)"),
    "NUL": ("a: 1\nb: \x00\n", "2:4: control character U+0000 (take it out)"),
    "terminal code": ("a: 1\nb: \x1b[2J\n", "2:4: control character U+001B (take it out)"),
    "escaped terminal code": ('a: 1\nb: "x\\e[2J"\n', "2:4: control character U+001B (take it out)"),
    "control character in a key": ('"a\\0": 1\n', "1:1: control character U+0000 (take it out)"),
}


@pytest.mark.parametrize(("content", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_fault_with_its_place(file: Path, content: str | bytes, fault: str) -> None:
    assert faults_of(file, content) == [fault]


BILLION_LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
)

HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "billion laughs": (BILLION_LAUGHS, "1:4: anchors (&) and aliases (*) are not allowed"),
    "deep lists": ("[" * 100_000, "1:25: nested more than 24 deep"),
    "deep mappings": ("{a: " * 100_000, "1:97: nested more than 24 deep"),
    "deep blocks": ("- " * 100_000, "1:49: nested more than 24 deep"),
    "deep complex keys": ("? " * 100_000, "1:3: a key must be a word"),
    "a million values": ("[" + "1," * 1_000_000 + "1]", "1:399998: too many values in one file"),
    "ten megabytes": ("a: " + "x" * 10_000_000, "1:1: larger than 4 MiB"),
    "object": (
        "!!python/object:os.system {}",
        "1:1: the tag 'tag:yaml.org,2002:python/object:os.system' is not allowed",
    ),
    "binary": (bytes(range(256)), "2:118: not UTF-8 text"),
}


@pytest.mark.parametrize(("content", "fault"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused(file: Path, content: str | bytes, fault: str) -> None:
    (found,) = faults_of(file, content)
    assert found.startswith(fault)


def test_the_deepest_nesting_allowed_is_read(file: Path) -> None:
    assert faults_of(file, "[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING) == []


def test_the_largest_file_allowed_is_read(file: Path) -> None:
    assert faults_of(file, "#" * LARGEST_FILE) == ["1:1: the file is empty"]
    assert faults_of(file, "#" * (LARGEST_FILE + 1)) == ["1:1: larger than 4 MiB (split it into several banks)"]


def test_what_is_no_file_is_a_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    load(tmp_path, faults)
    load(tmp_path / "absent.yaml", faults)
    load(tmp_path / "absent.yaml", faults, may_be_absent=True)
    assert [fault.message for fault in faults] == ["not a file", "cannot be read: No such file or directory"]


@pytest.mark.parametrize("name", BROKEN)
def test_without_libyaml_the_same_files_are_refused_at_about_the_same_place(
    file: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PyYAML's own parser words its faults differently; what matters is the line."""
    content, fault = BROKEN[name]
    monkeypatch.setattr(source, "PARSER", yaml.SafeLoader)
    (found,) = faults_of(file, content)
    assert found.split(":")[0] == fault.split(":")[0]

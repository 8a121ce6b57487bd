# SPDX-License-Identifier: GPL-3.0-or-later
"""Every JSON digest against its schema and against what it promises; the demo, and captures of real live blogs if any
are at hand (in the folder that RUNDOWN_CAPTURES names, else in 'shared' beside the checkout)."""
import csv
import json
import os
import pathlib

import jsonschema
import pytest
from conftest import DEMO, SOURCE

CAPTURES = pathlib.Path(os.environ.get("RUNDOWN_CAPTURES", SOURCE.parent / "shared")) / "fixtures"
FORMATS = ["guardian-capi", "guardian-page-model", "jsonld", "seed", "sourcefabric"]


def list_captures():
    index = CAPTURES / "INDEX.tsv"
    if not index.exists():
        return []
    with index.open(encoding="utf-8", newline="") as rows:
        return [
            row["file"]
            for row in csv.DictReader(rows, delimiter="\t")
            if row["file"].split("/")[0] in FORMATS and row["entries"].isdigit() and int(row["entries"]) > 0
            and "negative case" not in row["note"]
        ]


DOCUMENTS = [DEMO, *(CAPTURES / name for name in list_captures())]


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((SOURCE / "data" / "digest.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def check_promises(digest):
    entries = {entry["id"]: entry for entry in digest["entries"]}
    topics = {topic["id"]: topic for topic in digest["topics"]}
    assert len(entries) == len(digest["entries"])
    assert len(topics) == len(digest["topics"])
    assert sum(topic["other"] for topic in digest["topics"]) <= 1

    placed = [(identifier, topic["id"]) for topic in digest["topics"] for identifier in topic["entries"]]
    assert sorted(placed) == sorted((entry["id"], entry["topic"]) for entry in digest["entries"])
    assert {entry["blog"] for entry in digest["entries"]} <= {blog["id"] for blog in digest["blogs"]}

    for topic in digest["topics"]:
        marked = [i for i in topic["entries"] if entries[i]["keyEvent"] != "no"]
        assert topic["keyEvents"] == marked
        assert {line["entry"] for line in topic["summary"]} <= set(topic["entries"])

    for summary in [digest["summary"], *(topic["summary"] for topic in digest["topics"])]:
        for line in summary:
            entry = entries[line["entry"]]
            assert not entry["deleted"]
            assert line["text"] in (entry["text"] if line["kind"] == "sentence" else entry["title"])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_document_keeps_its_promises(rundown, validator, path):
    result = rundown("digest", path, "--format", "json")
    assert result.status == 0 and result.error == ""
    validator.validate(result.json)
    check_promises(result.json)
    assert result.out == rundown("digest", path, "--format", "json").out


@pytest.mark.parametrize("damage", [{"extra": 1}, {"version": 2}, {"summary": [{"text": "x"}]}, {"entries": [{}]}])
def test_the_schema_is_strict(rundown, validator, damage):
    digest = rundown("digest", "--demo", "--format", "json").json
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(digest | damage)

# SPDX-License-Identifier: GPL-3.0-or-later
"""'rundown topics': the sections, and every post in one of them."""


def test_every_post_stands_under_its_topic(rundown):
    digest = rundown("topics", "--demo", "--format", "json").json
    text = rundown("topics", "--demo").text
    squashed = " ".join(text.split())
    entries = {entry["id"]: entry for entry in digest["entries"]}

    assert digest == rundown("digest", "--demo", "--format", "json").json
    for topic in digest["topics"]:
        assert f"\n{topic['label']}\n---" in text
        for identifier in topic["entries"]:
            for paragraph in entries[identifier]["text"].split("\n"):
                assert " ".join(paragraph.split()) in squashed
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 78


def test_wrong_usage(fails):
    fails(2, "topics", "--demo", "--format", "html")
    fails(2, "topics", "--demo", "file")
    fails(1, "topics", "gone.json")

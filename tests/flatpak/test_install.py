# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user types to install the program, to update it and to remove it does that, and both flavours stand beside each
other. The bundle of the release is installed for all tests."""

import subprocess

import pytest
from conftest import BUILD, EXPORTS, flatpak


@pytest.fixture
def development(release):
    """Installs the other flavour by its reference, without where the runtime comes from: nothing is downloaded here."""
    id = f"{release}.Devel"
    reference = BUILD / "without-runtime.flatpakref"
    text = (BUILD / f"{id}.flatpakref").read_text()
    assert "GPGKey=" in text and "RuntimeRepo=" in text
    reference.write_text("".join(line for line in text.splitlines(True) if not line.startswith("RuntimeRepo=")))
    flatpak("install", "--user", "--noninteractive", reference)
    yield id
    subprocess.run(["flatpak", "uninstall", "--user", "--noninteractive", id], capture_output=True, check=False)


def test_desktop_finds_it(release):
    names = {str(path.relative_to(EXPORTS)).replace(release, "ID") for path in EXPORTS.rglob(f"{release}[.-]*")}
    assert names == {
        "applications/ID.desktop", "dbus-1/services/ID.service", "gnome-shell/search-providers/ID.search-provider.ini",
        "icons/hicolor/scalable/apps/ID.svg", "icons/hicolor/symbolic/apps/ID-symbolic.svg", "metainfo/ID.metainfo.xml"}
    entry = EXPORTS / f"applications/{release}.desktop"
    subprocess.run(["desktop-file-validate", entry], check=True)
    assert "DBusActivatable=true" in entry.read_text() and f"{release} @@u %U @@" in entry.read_text()


def test_bundle_tells_where_its_runtime_is(release):
    assert b"https://dl.flathub.org/repo/flathub.flatpakrepo" in (BUILD / f"{release}.flatpak").read_bytes()


def test_flavours_stand_beside_each_other(sandbox, server, development):
    sandbox.do("add", server.url)
    sandbox.id = development
    assert "Nothing is followed" in sandbox.do("list")
    assert f"Name={development}\n" in (EXPORTS / f"dbus-1/services/{development}.service").read_text()


def test_is_updated_and_removed(sandbox, server, development):
    sandbox.id, sandbox.own = development, sandbox.own.with_name(development)
    sandbox.do("add", server.url)
    kept = sandbox.own / "data/rundown/posts.db"
    assert kept.exists()

    before = flatpak("info", "--user", "--show-commit", development)
    reference = flatpak("info", "--user", "--show-ref", development).strip()
    keys = BUILD.parent / "key"
    key = next((keys / "openpgp-revocs.d").iterdir()).stem
    flatpak("build-commit-from", "--force", f"--src-ref={reference}", "--subject=The next one", "--update-appstream",
            f"--gpg-homedir={keys}", f"--gpg-sign={key}", BUILD / "repo", reference)
    subprocess.run(["gpgconf", "--homedir", keys, "--kill", "all"], check=True)
    flatpak("update", "--user", "--noninteractive", development)
    assert flatpak("info", "--user", "--show-commit", development) != before
    assert "A harbour day" in sandbox.do("list")

    flatpak("uninstall", "--user", "--noninteractive", "--delete-data", development, env=sandbox.environment)
    assert not kept.exists()

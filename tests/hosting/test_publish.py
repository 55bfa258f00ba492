"""Publishing to each kind of place: whole, only what changed, in order, and never over somebody else's files."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from gazette.hosting import targets
from gazette.hosting.changes import rank
from gazette.hosting.manifest import NAME, load_manifest, read_site
from gazette.hosting.targets import FolderTarget, RcloneTarget, ZipTarget, target_of

from tests.sample import build_sample, run, sample_project, tree


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built, for copies."""
    return build_sample(sample_project(tmp_path_factory.mktemp("built") / "project", 20)).parent


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """The sample project, built, to work on."""
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def _change(project: Path) -> None:
    """One item written anew, another gone."""
    item = project / "news/2025/01/01-item-0.md"
    item.write_text(item.read_text("utf-8").replace("的**正文**", "的**新正文**"), "utf-8")
    (project / "news/2025/02/02-item-1.md").unlink()
    build_sample(project)


@pytest.mark.parametrize(("written", "kind"), [
    ("/srv/www", FolderTarget), ("www", FolderTarget), ("site.zip", ZipTarget), ("bucket:site", RcloneTarget), (":local:/srv/www", RcloneTarget),
    ("C:/www", FolderTarget)])
def test_a_target_is_known_by_how_it_is_written(written: str, kind: type) -> None:
    """No other option is needed."""
    assert isinstance(target_of(written), kind)


def test_a_folder_becomes_the_site(project: Path, tmp_path: Path) -> None:
    """First and again after a change; what has not changed keeps its time, on which nginx builds the ETag. The map names
    the withdrawn page."""
    folder = tmp_path / "www"
    assert run(project, "publish", str(folder)).returncode == 0
    assert tree(folder) == tree(project / "site")
    old = folder / "about.html"
    os.utime(old, ns=(10**18, 10**18))
    _change(project)
    assert run(project, "publish", str(folder)).returncode == 0
    assert tree(folder) == tree(project / "site")
    assert os.stat(old).st_mtime_ns == 10**18
    assert (tmp_path / "www.gone.map").read_text("utf-8") == "/news/2026/03/03-withdrawn.html 1;\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "www", "www.gone.map"]
    assert "新增 0 个，改动 0 个，撤下 0 个" in run(project, "changes").stdout


def test_other_files_are_left_alone(project: Path, tmp_path: Path) -> None:
    """A folder that is no site, one without a parent, the site itself and what holds it: told, and nothing is touched."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/letter.txt").write_text("信", "utf-8")
    for folder in (tmp_path / "home", tmp_path / "none/www", tmp_path / "none/a.zip", project / "site", project, project / "site/inner"):
        done = run(project, "publish", str(folder))
        assert done.returncode == 1, folder
        assert "改法：" in done.stderr
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]
    assert (project / "mkdocs.yml").is_file()


def test_nothing_built_is_told(tmp_path: Path) -> None:
    """Before the first build there is nothing to publish."""
    done = run(sample_project(tmp_path / "project"), "publish", str(tmp_path / "www"))
    assert done.returncode == 1
    assert "先运行 gazette build" in done.stderr


def test_a_missing_program_is_told(project: Path, tmp_path: Path) -> None:
    """By its name and how to get it."""
    done = run(project, "publish", str(tmp_path / "www"), PATH=str(tmp_path))
    assert done.returncode == 1
    assert "没有找到程序 rsync" in done.stderr


def test_a_zip_opens_from_a_folder(project: Path, tmp_path: Path) -> None:
    """One folder with the whole site; the same bytes each time."""
    assert run(project, "publish", str(tmp_path / "a.zip")).returncode == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert tree(tmp_path / "out/a") == tree(project / "site")
    first = (tmp_path / "a.zip").read_bytes()
    os.utime(project / "site/about.html")
    assert run(project, "publish", str(tmp_path / "a.zip")).returncode == 0
    assert (tmp_path / "a.zip").read_bytes() == first


def _calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Each call of rclone from now on: its subcommand, and the lines it was given."""
    calls: list[tuple[str, list[str]]] = []
    real = targets.run

    def noting(command: list[str], given: str = "", allowed: tuple[int, ...] = (0,)) -> str:
        calls.append((command[1], given.split("\n")))
        return real(command, given, allowed)

    monkeypatch.setattr(targets, "run", noting)
    return calls


def test_a_remote_gets_what_changed_in_order(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages before lists before feeds, deletions last, nothing that is there already; in the end it is the site."""
    remote, site = tmp_path / "remote", project / "site"
    target_of(f":local:{remote}").publish(site, read_site(site))
    assert load_manifest(remote / NAME) == read_site(site)
    about = (remote / "about.html").stat().st_ino
    _change(project)
    calls = _calls(monkeypatch)
    assert "删除 1 个" in target_of(f":local:{remote}").publish(site, read_site(site))
    sent = [paths for command, paths in calls if command == "copy"]
    assert [{rank(path) for path in paths} for paths in sent] == [{number} for number in sorted({rank(path) for paths in sent for path in paths})]
    assert "news/2025/01/01-item-0.html" in sent[0]
    assert [command for command, _ in calls] == ["lsf", "cat", "rcat", *["copy"] * len(sent), "delete", "rcat"]
    (remote / NAME).unlink()
    assert tree(remote) == tree(site)
    assert (remote / "about.html").stat().st_ino == about


def test_a_remote_that_is_up_to_date_gets_nothing(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the manifest."""
    site = project / "site"
    target_of(f":local:{tmp_path / 'remote'}").publish(site, read_site(site))
    calls = _calls(monkeypatch)
    target_of(f":local:{tmp_path / 'remote'}").publish(site, read_site(site))
    assert [command for command, _ in calls] == ["lsf", "cat"]


@pytest.mark.parametrize("steps", [3, 4, 6])
def test_an_upload_cut_short_is_mended_by_the_next(steps: int, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut after any of its calls, and the change taken back in the meantime: the next one leaves the site of before."""
    remote, site = tmp_path / "remote", project / "site"
    target = target_of(f":local:{remote}")
    before = {path: path.read_text("utf-8") for path in project.glob("news/2025/0[12]/*.md")}
    target.publish(site, read_site(site))
    _change(project)
    real, calls = targets.run, iter(range(steps))

    def cut(*arguments: object, **more: object) -> str:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(targets, "run", cut)
    with pytest.raises(KeyboardInterrupt):
        target.publish(site, read_site(site))
    monkeypatch.setattr(targets, "run", real)
    for path, text in before.items():
        path.write_text(text, "utf-8")
    build_sample(project)
    target.publish(site, read_site(site))
    (remote / NAME).unlink()
    assert tree(remote) == tree(site)


def test_a_remote_that_fails_is_told(project: Path, tmp_path: Path) -> None:
    """With what rclone said; the project's lock is free again."""
    (tmp_path / "file").write_text("", "utf-8")
    for _ in range(2):
        done = run(project, "publish", f":local:{tmp_path / 'file/inner'}")
        assert done.returncode == 1
        assert "rclone 没有成功" in done.stderr

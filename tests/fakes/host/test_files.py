import pytest

from fakes.host.files import Files, HostError

WINDOWS_FOLDER = "C:\\ServiceNow\\MID\\agent"
POSIX_FOLDER = "/opt/servicenow/mid/agent"


@pytest.fixture
def posix() -> Files:
    return Files(windows=False)


@pytest.fixture
def windows() -> Files:
    return Files(windows=True)


@pytest.mark.parametrize(
    ("is_windows", "written", "read"),
    [
        (False, "/opt/a.txt", "/opt/a.txt"),
        (False, "/opt/a.txt", "/opt//a.txt"),
        (False, "/opt/a.txt", "/opt/./a.txt"),
        (False, "/opt/a.txt", "/opt/bin/../a.txt"),
        (False, "/a.txt", "/../a.txt"),
        (True, "C:\\MID\\a.txt", "c:\\mid\\A.TXT"),
        (True, "C:\\MID\\a.txt", "C:/MID/a.txt"),
        (True, "C:\\MID\\a.txt", "C:\\MID\\bin\\..\\a.txt"),
        (True, "C:\\a.txt", "C:\\..\\a.txt"),
    ],
)
def test_a_file_is_found_by_every_spelling_of_its_path(*, is_windows: bool, written: str, read: str) -> None:
    files = Files(windows=is_windows)
    files.write(written, b"content")
    assert files.read(read) == b"content"


@pytest.mark.parametrize("other", ["/opt/A.txt", "/opt\\a.txt", "opt/a.txt", "/opt/a.txt/a.txt"])
def test_posix_heeds_case_and_knows_one_separator(posix: Files, other: str) -> None:
    posix.write("/opt/a.txt", b"content")
    with pytest.raises(HostError):
        posix.read(other)


def test_a_second_writing_replaces_the_first(windows: Files) -> None:
    windows.write("C:\\a.txt", b"before")
    windows.write("c:\\A.txt", b"after")
    assert windows.read("C:\\a.txt") == b"after"
    assert windows.list_files("C:\\") == ["a.txt"]


def test_windows_lists_files_as_they_were_first_spelled(windows: Files) -> None:
    windows.write("C:\\MID\\META-INF\\MANIFEST.MF", b"")
    windows.write("c:\\mid\\Bin/mid.BAT", b"")
    assert windows.list_files("c:\\MID") == ["Bin/mid.BAT", "META-INF/MANIFEST.MF"]


def test_a_deleted_file_leaves_no_spelling_behind(windows: Files) -> None:
    windows.write("C:\\MID\\A.txt", b"")
    windows.delete("C:\\MID\\A.txt")
    windows.write("C:\\MID\\a.txt", b"")
    assert windows.list_files("C:\\MID") == ["a.txt"]


def test_a_list_is_sorted_relative_and_complete(posix: Files) -> None:
    for name in ("lib/mid.jar", "bin/mid.sh", "bin/conf/wrapper.conf"):
        posix.write(posix.join(POSIX_FOLDER, name), b"")
    posix.write(f"{POSIX_FOLDER}.bak/old", b"")
    assert posix.list_files(POSIX_FOLDER) == ["bin/conf/wrapper.conf", "bin/mid.sh", "lib/mid.jar"]
    assert posix.list_files(f"{POSIX_FOLDER}/bin") == ["conf/wrapper.conf", "mid.sh"]


@pytest.mark.parametrize(
    ("is_windows", "root", "path", "listed"),
    [(False, "/", "/opt/a.txt", "opt/a.txt"), (True, "C:\\", "C:\\MID\\a.txt", "MID/a.txt")],
)
def test_a_root_holds_all_files(*, is_windows: bool, root: str, path: str, listed: str) -> None:
    files = Files(windows=is_windows)
    files.write(path, b"")
    assert files.list_files(root) == [listed]
    assert files.is_below(path, root)


def test_windows_drives_are_apart(windows: Files) -> None:
    windows.write("C:\\a.txt", b"")
    windows.write("D:\\b.txt", b"")
    assert windows.list_files("D:\\") == ["b.txt"]
    assert not windows.is_below("D:\\b.txt", "C:\\")


def test_an_empty_folder_has_no_files(posix: Files) -> None:
    posix.make_folder("/opt/agent/temp")
    assert posix.list_files("/opt/agent/temp") == []
    assert posix.list_files("/opt") == []


def test_a_folder_is_deleted_with_all_that_is_in_it_and_nothing_else(posix: Files) -> None:
    for path in ("/opt/mid/a", "/opt/mid/bin/b", "/opt/middle", "/opt/mid.bak/c"):
        posix.write(path, b"")
    posix.make_folder("/opt/mid/empty")
    posix.delete("/opt/mid")
    assert posix.list_files("/opt") == ["mid.bak/c", "middle"]
    for gone in ("/opt/mid", "/opt/mid/bin", "/opt/mid/empty"):
        with pytest.raises(HostError):
            posix.list_files(gone)


def test_a_folder_outlives_its_last_file(posix: Files) -> None:
    posix.write("/opt/mid/a", b"")
    posix.delete("/opt/mid/a")
    assert posix.list_files("/opt/mid") == []


def test_what_is_missing_is_refused_in_the_words_of_the_caller_s_path(posix: Files) -> None:
    for refused in (posix.read, posix.delete, posix.list_files):
        with pytest.raises(HostError, match=r"^/opt/\.\./x \(No such file or directory\)$"):
            refused("/opt/../x")


def test_files_and_folders_do_not_replace_each_other(posix: Files) -> None:
    posix.write("/opt/file", b"content")
    with pytest.raises(HostError, match=r"^/opt \(Is a directory\)$"):
        posix.write("/opt", b"")
    with pytest.raises(HostError, match=r"^/opt/file \(File exists\)$"):
        posix.make_folder("/opt/file")
    with pytest.raises(HostError, match=r"^/opt/file/below \(Not a directory\)$"):
        posix.write("/opt/file/below", b"")
    with pytest.raises(HostError, match=r"^/opt/file/a/b \(Not a directory\)$"):
        posix.make_folder("/opt/file/a/b")
    with pytest.raises(HostError, match=r"^/opt/file \(No such file or directory\)$"):
        posix.list_files("/opt/file")
    assert posix.list_files("/") == ["opt/file"]


def test_a_refused_writing_leaves_no_folder_behind(posix: Files) -> None:
    posix.write("/file", b"")
    with pytest.raises(HostError):
        posix.write("/file/a/b", b"")
    with pytest.raises(HostError):
        posix.list_files("/file/a")


@pytest.mark.parametrize(
    ("is_windows", "folder", "names", "joined"),
    [
        (False, POSIX_FOLDER, ("bin", "mid.sh"), f"{POSIX_FOLDER}/bin/mid.sh"),
        (False, POSIX_FOLDER, ("bin/mid.sh",), f"{POSIX_FOLDER}/bin/mid.sh"),
        (True, WINDOWS_FOLDER, ("bin", "mid.bat"), f"{WINDOWS_FOLDER}\\bin\\mid.bat"),
        (True, WINDOWS_FOLDER, ("bin/mid.bat",), f"{WINDOWS_FOLDER}\\bin\\mid.bat"),
        (True, WINDOWS_FOLDER, (), WINDOWS_FOLDER),
    ],
)
def test_paths_are_joined_as_the_host_spells_them(
    *, is_windows: bool, folder: str, names: tuple[str, ...], joined: str
) -> None:
    assert Files(windows=is_windows).join(folder, *names) == joined


@pytest.mark.parametrize(
    ("is_windows", "path", "folder", "below"),
    [
        (False, "/opt/mid/bin", "/opt/mid", True),
        (False, "/opt/mid", "/opt/mid", True),
        (False, "/opt/middle", "/opt/mid", False),
        (False, "/opt/mid/../etc", "/opt/mid", False),
        (False, "/opt/MID/bin", "/opt/mid", False),
        (True, "c:\\mid\\BIN", "C:/MID", True),
        (True, "C:\\MID2", "C:\\MID", False),
    ],
)
def test_a_path_is_below_a_folder_or_it_is_not(*, is_windows: bool, path: str, folder: str, below: bool) -> None:
    assert Files(windows=is_windows).is_below(path, folder) is below


@pytest.mark.parametrize(
    ("is_windows", "path", "folder", "below"),
    [
        (False, "/opt/mid/bin/mid.sh", "/opt/mid", "bin/mid.sh"),
        (False, "/opt/mid/./lib/../bin/mid.sh", "/opt/mid/", "bin/mid.sh"),
        (False, "/opt/mid", "/opt/mid", ""),
        (False, "/opt/middle/x", "/opt/mid", ""),
        (False, "/opt/mid/../etc", "/opt/mid", ""),
        (False, "/opt/MID/bin", "/opt/mid", ""),
        (False, "/opt/mid", "/", "opt/mid"),
        (True, "C:\\MID\\bin\\mid.bat", "c:/mid", "bin/mid.bat"),
        (True, "C:\\MID", "C:\\MID\\", ""),
        (True, "D:\\MID\\bin", "C:\\MID", ""),
        (True, "C:\\MID", "C:\\", "mid"),
    ],
)
def test_a_path_below_a_folder_is_told_from_there_on(*, is_windows: bool, path: str, folder: str, below: str) -> None:
    assert Files(windows=is_windows).below(path, folder) == below

#!/usr/bin/env python3
"""核对一个档案包：python3 verify.py [文件夹]        Verify a package: python3 verify.py [FOLDER]

这个文件只用 Python 自带的东西（3.6 起），放在包里，多少年后都能用。
This file needs nothing but Python (3.6 or newer) and lies in the package, so that it works whenever that is.

It reads BagIt manifests (RFC 8493) and lists of `sha256sum`, compares every file, and names what is changed, missing or
new. It leaves with 0 when all is as it should be, 1 when not, 2 when there is nothing to verify by. It changes nothing.
"""

import hashlib
import io
import os
import re
import sys

MYPY = False
if MYPY:  # read by type checkers only
    from collections.abc import Iterator

_LINE = re.compile(r"^(\\?)([0-9a-fA-F]{32,128})[ \t]+\*?(.+)$")
_ALGORITHMS = ("sha512", "sha256", "sha1", "md5")


def verify(folder: str) -> "tuple[list[tuple[str, str, str]], int, int]":
    """Every finding of a package or site: a list of (what, path, detail); what is one of

    changed, missing, new, broken (a manifest), outside (a path that leaves the folder), fetch; ("none", "", "") when
    there is nothing to verify by. The second value is the number of files that were compared and are right, the third
    their bytes.
    """
    manifests, bag = _manifests(folder)
    if not manifests:
        return [("none", "", "")], 0, 0
    findings: "list[tuple[str, str, str]]" = []
    known: "set[str]" = set()
    right: "dict[str, int]" = {}
    if bag:
        findings += _bag_faults(folder)
    for name, algorithm in manifests:
        entries, faults = _entries(os.path.join(folder, name), name, bag)
        findings += faults
        for path, checksum in entries:
            if not _stays_inside(path):
                findings.append(("outside", path, name))
                continue
            known.add(path)
            found, length = _checksum(os.path.join(folder, *path.split("/")), algorithm)
            if found is None:
                findings.append(("missing", path, name))
            elif found != checksum.lower():
                findings.append(("changed", path, name))
            else:
                right[path] = length
    below = "data" if bag else ""
    for path in _files(folder, below):
        if path not in known and not (not bag and _is_ours(path)):
            findings.append(("new", path, ""))
    if bag:
        tagged = any(name.startswith("tagmanifest-") for name, _ in manifests)
        for path in _files(folder, "", deep=False):
            if tagged and path not in known and not path.startswith("tagmanifest-"):
                findings.append(("new", path, ""))
    wrong = {path for what, path, _ in findings if what in ("changed", "missing")}
    right = {path: length for path, length in right.items() if path not in wrong}
    return sorted(set(findings)), len(right), sum(right.values())


def _manifests(folder: str) -> "tuple[list[tuple[str, str]], bool]":
    """The manifests of a folder with their algorithms, and whether it is a bag."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return [], False
    if "bagit.txt" in names or any(name.startswith("manifest-") for name in names):
        found = []
        for name in names:
            match = re.match(r"^(?:tag)?manifest-([a-z0-9]+)\.txt$", name)
            if match and match.group(1) in _ALGORITHMS:
                found.append((name, match.group(1)))
        return found, True
    return [("checksums.sha256", "sha256")] if "checksums.sha256" in names else [], False


def _bag_faults(folder: str) -> "list[tuple[str, str, str]]":
    faults = []
    try:
        with open(os.path.join(folder, "bagit.txt"), encoding="utf-8") as file:
            if not file.read().lstrip("\ufeff").startswith("BagIt-Version:"):
                faults.append(("broken", "bagit.txt", "BagIt-Version"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(("broken", "bagit.txt", str(error)))
    if os.path.getsize(os.path.join(folder, "fetch.txt")) if os.path.isfile(os.path.join(folder, "fetch.txt")) else 0:
        faults.append(("fetch", "fetch.txt", ""))
    return faults


def _entries(path: str, name: str, bag: bool) -> "tuple[list[tuple[str, str]], list[tuple[str, str, str]]]":
    entries, faults = [], []
    try:
        with open(path, encoding="utf-8", newline="") as file:
            lines = re.split(r"\r\n|\n|\r", file.read().lstrip("\ufeff"))
    except (OSError, UnicodeDecodeError) as error:
        return [], [("broken", name, str(error))]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        match = _LINE.match(line)
        if match is None:
            faults.append(("broken", name, "line %d" % number))
            continue
        entry = match.group(3)
        if bag:
            entry = re.sub("%0[Aa]", "\n", re.sub("%0[Dd]", "\r", entry))
            entry = entry.replace("%25", "%")
        elif match.group(1):
            entry = re.sub(r"\\(.)", lambda found: {"n": "\n", "r": "\r"}.get(found.group(1), found.group(1)), entry)
        entries.append((entry[2:] if entry.startswith("./") else entry, match.group(2)))
    return entries, faults


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    return not (
        path.startswith(("/", "~")) or "\\" in path or "\0" in path or ".." in parts or re.match("^[A-Za-z]:", path)
    )


def _checksum(path: str, algorithm: str) -> "tuple[str | None, int]":
    """The checksum of a plain file and its length; (None, 0) when there is none. Links are not followed."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None, 0
    digest, length = hashlib.new(algorithm), 0
    try:
        with open(path, "rb") as file:
            while True:
                block = file.read(1 << 20)
                if not block:
                    return digest.hexdigest(), length
                digest.update(block)
                length += len(block)
    except OSError:
        return None, 0


def _files(folder: str, below: str, deep: bool = True) -> "Iterator[str]":
    """The files of a folder by their paths below it, with `/`; only those of one level unless `deep`."""
    top = os.path.join(folder, below) if below else folder
    for place, folders, names in os.walk(top):
        folders.sort()
        if not deep:
            del folders[:]
        for name in sorted(names):
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")


def _is_ours(path: str) -> bool:
    """Files of a printed site that are no part of it: the builder's own notes, and the list itself."""
    return path == "checksums.sha256" or path.split("/")[0].startswith(".ledger") or path in (".gitkeep", ".gitignore")


_WORDS = {
    "changed": "改动或损坏 changed",
    "missing": "不在了 missing",
    "new": "清单之外 not in the manifest",
    "broken": "清单读不出 manifest cannot be read",
    "outside": "路径跑到外面 path leaves the folder",
    "fetch": "不完整，要从别处取文件 incomplete, wants files from elsewhere",
    "none": "这里没有可以核对的清单 nothing to verify by",
}


def main(arguments: "list[str]") -> int:
    # A terminal or a file that cannot hold 改动, or a name in another encoding, gets their numbers.
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, sys.stdout.encoding, "backslashreplace")
    if any(argument in ("-h", "--help") for argument in arguments):
        print(__doc__)
        return 0
    folder = arguments[0] if arguments else os.path.dirname(os.path.abspath(__file__))
    findings, right, size = verify(folder)
    for what, path, detail in findings:
        print("%s: %s %s" % (_WORDS[what], path, detail and "(%s)" % detail))
    if findings:
        return 2 if findings == [("none", "", "")] else 1
    print("全部相符 all is as it should be: %d 个文件 files, %d bytes" % (right, size))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

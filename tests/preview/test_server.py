"""The preview serves the printed pages and nothing else, to this machine's browser and nobody else."""

from __future__ import annotations

import os
import re
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.preview import server as server_module
from site_builder.preview.addresses import Refusal, address_of, normal_base, path_of, split_target
from site_builder.preview.answers import with_script
from site_builder.preview.files import open_file
from site_builder.preview.server import PreviewServer, open_server
from tests.preview.conftest import SOON, ask, serving

SCRIPT = re.compile(rb'<script src="/_live-[^"]+/live\.js"[^>]*></script>')

TRAVERSALS = [
    "/../secret.txt",
    "/yz/../../../secret.txt",
    "/%2e%2e/%2e%2e/secret.txt",
    "/%2E%2E%2F%2E%2E%2Fsecret.txt",
    "/..%2f..%2fsecret.txt",
    "/%252e%252e%252f%252e%252e%252fsecret.txt",
    "/..\\..\\secret.txt",
    "/..%5c..%5csecret.txt",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/secret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/....//....//secret.txt",
    "/./../.././secret.txt",
    "/..;/..;/secret.txt",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/file:///etc/passwd",
    "/C:/Windows/win.ini",
    "/..%00/secret.txt",
    "/index.html%00.txt",
    "/index.html%0d%0aX-Injected:1",
    "/.ledger",
    "/yz/%2e/%2e%2e/.ledger",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_way_out_of_the_folder(server: PreviewServer, target: str) -> None:
    answer = ask(server, target)

    assert answer.status in {400, 404}
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body
    assert "x-injected" not in answer.headers
    assert b"Traceback" not in answer.body
    assert str(server.site).encode() not in answer.body


@pytest.mark.parametrize(
    "target", ["http://evil.example/", "index.html", "*", "/a b", "/版.html".encode().decode("latin-1")]
)
def test_what_is_no_address_is_refused(server: PreviewServer, target: str) -> None:
    assert ask(server, target).status == 400


def test_links_are_not_followed(server: PreviewServer, site: Path) -> None:
    (site / "link.txt").symlink_to(site.parent.parent / "secret.txt")
    (site / "inside.html").symlink_to(site / "index.html")
    (site / "folder").symlink_to(site.parent.parent, target_is_directory=True)

    for target in ["/link.txt", "/inside.html", "/folder/secret.txt", "/folder/", "/folder"]:
        answer = ask(server, target)
        assert (answer.status, b"secret" in answer.body) == (404, False), target


def test_a_pipe_is_no_file(server: PreviewServer, site: Path) -> None:
    os.mkfifo(site / "pipe.html")

    assert ask(server, "/pipe.html").status == 404


@given(
    parts=st.lists(st.sampled_from(["..", ".", "", "/", "\\", "%2e", "secret.txt", "yz", "archive", "a/b", "~", "C:"]))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_path_only_files_below_the_site_open(site: Path, parts: list[str]) -> None:
    found = open_file(site, "/".join(parts))
    if found:
        with found:
            assert b"secret" not in found.read()


@given(text=st.text(max_size=40))
def test_a_target_is_decoded_once_or_refused(text: str) -> None:
    with suppress(Refusal):
        parts = split_target(address_of("/" + text, ""))

        assert "/".join(parts) == text
        assert not {".", ".."} & set(parts)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", "", "[::1]"]
)
def test_a_foreign_host_is_refused(server: PreviewServer, host: str) -> None:
    answer = ask(server, "/", Host=host.format(port=server.server_port))

    assert answer.status == 403
    assert "首页".encode() not in answer.body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_our_own_names_are_answered(server: PreviewServer, host: str) -> None:
    host = host.format(port=server.server_port)

    assert ask(server, "/", Host=host).status == 200
    assert ask(server, "/", Host=host, Origin=f"http://{host}").status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
@pytest.mark.parametrize("target", ["/", "/assets/search.js", "/{live}/events?page=/&generation=0", "/{live}/live.js"])
def test_a_foreign_origin_is_refused(server: PreviewServer, origin: str, target: str) -> None:
    target = target.format(live=server.live)
    answer = ask(server, target, Origin=origin.format(port=server.server_port))

    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


def test_two_hosts_are_one_too_many(server: PreviewServer) -> None:
    answer = raw(server, b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nHost: evil.example\r\n\r\n" % server.server_port)

    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "BREW"])
def test_the_preview_is_for_reading(server: PreviewServer, site: Path, method: str) -> None:
    answer = ask(server, "/index.html", method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert (site / "index.html").is_file()


def test_a_long_address_is_refused(server: PreviewServer) -> None:
    assert ask(server, "/" + "a" * 5000).status == 414
    assert ask(server, "/" + "a" * 70_000).status == 414
    assert ask(server, "/" + "a" * 1000).status == 404, "a name no file system holds"


def raw(server: PreviewServer, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=SOON) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize(
    "request_",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"\x16\x03\x01\x00\xf4\x01\x00\x00\xf0\x03\x03",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
        b"\x00" * 100,
    ],
)
def test_no_request_brings_a_file_or_a_traceback(
    server: PreviewServer, capfd: pytest.CaptureFixture[str], request_: bytes
) -> None:
    answer = raw(server, request_)

    assert not answer.startswith(b"HTTP/1.1 200")
    assert "首页".encode() not in answer
    assert b"Traceback" not in answer
    assert capfd.readouterr().err == ""


def test_a_body_is_not_taken_for_the_next_request(server: PreviewServer) -> None:
    host = b"Host: 127.0.0.1:%d\r\n" % server.server_port
    inner = b"GET /yz/feed.xml HTTP/1.1\r\n" + host + b"\r\n"

    answer = raw(server, b"GET / HTTP/1.1\r\n" + host + b"Content-Length: %d\r\n\r\n" % len(inner) + inner)

    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_fault_of_ours_is_a_sentence(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("/home/somebody/secret")

    monkeypatch.setattr(server_module, "read_file", fail)

    answer = ask(server, "/")

    assert answer.status == 500
    assert b"secret" not in answer.body
    assert capfd.readouterr().err == ""


def test_a_page_is_what_was_printed_and_one_script(server: PreviewServer, site: Path) -> None:
    for name in ["index.html", "yz/2022-03-18/01-01.html", "yz/第一版 要闻.html"]:
        answer = ask(server, address_of(name, "/"))

        assert answer.status == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        assert len(SCRIPT.findall(answer.body)) == 1
        assert SCRIPT.sub(b"", answer.body) == (site / name).read_bytes()
        assert answer.body.index(b"<script") < answer.body.index(b"</body>")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<p>a</p></body></html>", b"<p>a</p>!</body></html>"),
        (b"<p>a</p></BODY >", b"<p>a</p>!</BODY >"),
        (b"<pre>&lt;/body></pre></body>", b"<pre>&lt;/body></pre>!</body>"),
        (b"<p>a", b"<p>a!"),
        (b"", b"!"),
    ],
)
def test_where_the_script_goes(page: bytes, expected: bytes) -> None:
    assert with_script(page, b"!") == expected


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/assets/press.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/yz/feed.xml", "application/xml; charset=utf-8"),
        ("/images/a.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_other_files_are_served_as_they_are(server: PreviewServer, site: Path, target: str, kind: str) -> None:
    answer = ask(server, target + "?live=3")

    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.body == (site / target[1:]).read_bytes()


def test_a_folder_is_its_index_and_never_a_list(server: PreviewServer, site: Path) -> None:
    assert SCRIPT.sub(b"", ask(server, "/yz/2022-03-18/").body) == (site / "yz/2022-03-18/index.html").read_bytes()
    redirect = ask(server, "/yz/2022-03-18")
    assert (redirect.status, redirect.headers["location"]) == (302, "/yz/2022-03-18/")
    assert ask(server, "/images/").status == 404
    assert b"a.svg" not in ask(server, "/images/").body


def test_what_is_not_there_is_the_sites_own_page(server: PreviewServer, site: Path) -> None:
    answer = ask(server, "/yz/1999-01-01/01-01.html")

    assert answer.status == 404
    assert SCRIPT.sub(b"", answer.body) == (site / "404.html").read_bytes()


def test_before_the_first_build_a_page_says_so_and_will_follow(tmp_path: Path) -> None:
    with serving(tmp_path / "not" / "there") as server:
        page, asset = ask(server, "/"), ask(server, "/assets/press.css")

    assert page.status == 503
    assert SCRIPT.search(page.body)
    assert (asset.status, asset.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_head_is_get_without_the_body(server: PreviewServer) -> None:
    get, head = ask(server, "/"), ask(server, "/", "HEAD")

    assert (head.status, head.body) == (200, b"")
    assert {name: head.headers[name] for name in ["content-length", "content-type"]} == {
        name: get.headers[name] for name in ["content-length", "content-type"]
    }


def test_our_own_files_need_the_unguessable_name(server: PreviewServer) -> None:
    assert ask(server, f"/{server.live}/live.js").status == 200
    assert ask(server, f"/{server.live}/live.css").headers["content-type"] == "text/css; charset=utf-8"
    for target in ["/_live-/live.js", "/_live-guess/live.js", f"/{server.live}x/live.js", "/live.js"]:
        assert ask(server, target).status == 404, target
    for target in [f"/{server.live}/server.py", f"/{server.live}/", f"/{server.live}", f"/{server.live}/../index.html"]:
        assert ask(server, target).status in {400, 404}, target


def test_two_servers_have_two_names(site: Path) -> None:
    with serving(site) as one, serving(site) as other:
        assert one.live != other.live
        assert len(one.live) > 20


@pytest.mark.parametrize("base", ["/news/", "/新闻/数字报/"])
def test_a_site_under_a_prefix(site: Path, base: str) -> None:
    with serving(site, base) as server:
        quoted = address_of("", base)
        page = ask(server, quoted)
        assert (page.status, SCRIPT.sub(b"", page.body)) == (200, (site / "index.html").read_bytes())
        assert ask(server, quoted + "yz/2022-03-18").headers["location"] == quoted + "yz/2022-03-18/"
        for target in ["/", quoted.rstrip("/")]:
            answer = ask(server, target)
            assert (answer.status, answer.headers["location"]) == (302, quoted)
        assert ask(server, "/assets/press.css").status == 404, "a link that forgets the prefix must show"
        assert ask(server, quoted + "../secret.txt").status == 400


@pytest.mark.parametrize(
    ("given", "normal"), [("/", "/"), ("", "/"), ("news", "/news/"), ("/news", "/news/"), ("/a/b/", "/a/b/")]
)
def test_a_prefix_is_brought_into_form(given: str, normal: str) -> None:
    assert normal_base(given) == normal


@pytest.mark.parametrize("base", ["/../", "/a//b/", "/.git/", "/a\\b/", "/\n/"])
def test_a_prefix_that_is_none(base: str) -> None:
    with pytest.raises(Refusal):
        normal_base(base)


def test_paths_below_the_base() -> None:
    assert path_of("/news/yz/01.html?x=/../#y", "/news/") == "yz/01.html"
    assert path_of("/news/", "/news/") == ""
    for target in ["/newspaper/", "/", "/news"]:
        with pytest.raises(Refusal):
            path_of(target, "/news/")


def test_a_busy_port_gives_the_next_free_one(site: Path) -> None:
    with serving(site) as first:
        second = open_server(site, first.hub, port=first.server_port, tries=10, base="/", language="zh-Hans")
        assert second is not None
        with second:
            assert first.server_port < second.server_port < first.server_port + 10
        assert open_server(site, first.hub, port=first.server_port, tries=1, base="/", language="zh-Hans") is None


def test_only_this_machine_can_connect(server: PreviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"

"""Documents made to hurt a parser. `python -m tests.samples.feeds.bombs NAME` says what one costs."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from shared.adapters.personio.feed_xml import parse
from shared.domain.errors import Problem

MILLION = 1_000_000
MEMORY_MARK = Path("/proc/self/clear_refs")


def _declared(subset: str, use: str) -> bytes:
    return f"""<?xml version="1.0"?>
<!DOCTYPE workzag-jobs [{subset}]>
<workzag-jobs><position><id>1</id><name>{use}</name></position></workzag-jobs>""".encode()


def _inside(content: bytes) -> bytes:
    return b"<workzag-jobs>" + content + b"</workzag-jobs>"


def _in_position(content: bytes) -> bytes:
    return _inside(b"<position><id>1</id><name>x</name>" + content + b"</position>")


def _section(text: bytes) -> bytes:
    value = b"<value><![CDATA[" + text + b"]]></value>"
    return b"<jobDescriptions><jobDescription><name>x</name>" + value + b"</jobDescription></jobDescriptions>"


def _billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _declared(f'<!ENTITY l0 "ha">{levels}', "&l9;")


def _nested(depth: int) -> bytes:
    return _in_position(b"<a>" * depth + b"</a>" * depth)


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion-laughs": _billion_laughs,
    "quadratic-blow-up": lambda: _declared(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 100_000),
    "external-entity": lambda: _declared('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
    "parameter-entity": lambda: _declared('<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;', "x"),
    "external-dtd": lambda: b'<!DOCTYPE workzag-jobs SYSTEM "http://127.0.0.1:9/a.dtd"><workzag-jobs/>',
    "doctype-behind-comments": lambda: b"<!-- x -->" * 1000 + _declared('<!ENTITY a "b">', "&a;")[22:],
    "doctype-in-utf-16": lambda: _billion_laughs().decode().encode("utf-16"),
    "doctype-in-utf-7": lambda: (
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-+ACE-DOCTYPE a+AD4-<workzag-jobs/>'
    ),
    "undeclared-entity": lambda: _in_position(b"<office>&nbsp;</office>"),
    "deep-nesting": lambda: _nested(MILLION),
    "nesting-as-allowed": lambda: _nested(5_000),
    "huge-attribute": lambda: _in_position(b'<office a="' + b"x" * 20 * MILLION + b'"/>'),
    "many-attributes": lambda: _in_position(
        b"<office " + b"".join(b'a%d="" ' % n for n in range(MILLION)) + b"/>"
    ),
    "many-namespaces": lambda: _in_position(
        b"<office " + b"".join(b'xmlns:a%d="u" ' % n for n in range(200_000)) + b"/>"
    ),
    "many-elements": lambda: _in_position(b"<a/>" * 5 * MILLION),
    "many-elements-beside-positions": lambda: _inside(b"<a/>" * 5 * MILLION),
    "many-empty-positions": lambda: _inside(b"<position/>" * MILLION),
    "many-short-positions": lambda: _inside(b"<position></position>" * MILLION),
    "many-empty-texts": lambda: _in_position(b"<office>" + b"<![CDATA[]]>" * MILLION + b"</office>"),
    "many-comments": lambda: _in_position(b"<!---->" * 2 * MILLION),
    "many-instructions": lambda: _in_position(b"<?a?>" * 2 * MILLION),
    "many-comments-no-root": lambda: b"<!---->" * MILLION,
    "endless-comment": lambda: b"<workzag-jobs><!--" + b"<!--" * 5 * MILLION,
    "endless-text": lambda: b"<workzag-jobs><position>" + b"<![CDATA[" * MILLION,
    "huge-text": lambda: _in_position(b"<office>" + b"x" * 20 * MILLION + b"</office>"),
    "long-text": lambda: _in_position(b"<office>" + b"x" * 6 * MILLION + b"</office>"),
    "huge-section": lambda: _in_position(_section(b"x" * 20 * MILLION)),
    "section-not-utf-8": lambda: _in_position(_section(b"\xff\xfe")),
    "long-prolog": lambda: b"<!---->" * 10_000 + _in_position(b""),
    "text-not-utf-8": lambda: _in_position(b"<office><![CDATA[\xff\xfe]]></office>"),
    "root-in-a-namespace": lambda: (
        b'<workzag-jobs xmlns="urn:x"><position><id>1</id></position></workzag-jobs>'
    ),
}


def _cost(name: str) -> dict[str, object]:
    parse({"de": _in_position(b"")})
    body = BOMBS[name]()
    MEMORY_MARK.write_text("5")  # the peak starts anew from what is held now
    before, held = process_time(), _peak()
    try:
        answer = f"{len(parse({'de': body}))} positions"
    except Problem as problem:
        answer = problem.code
    return {"answer": answer, "cpu": process_time() - before, "bytes": _peak() - held}


def _peak() -> int:
    status = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


if __name__ == "__main__":
    print(json.dumps(_cost(sys.argv[1])))  # noqa: T201 - its answer to the test that started it

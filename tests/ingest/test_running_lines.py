"""Lines that recur from text to text are furniture, listed and kept; what only two texts have, and headings are not."""

from __future__ import annotations

from pathlib import Path

from site_builder.engine.events import silence
from site_builder.manuscript.article_file import read_article
from site_builder.workflows.ingest import ingest

BODIES = (
    ("新桥今日试通车", "昨天上午，新桥试通车，两岸居民步行过河只要四分钟，比绕行老桥少走了三里路，赶集的人都说好。"),
    ("旧渡口改作步道", "停航十年的旧渡口改成了临水步道，木板是从拆下的老船上取来的，走上去还有桐油的气味。"),
    ("夜市搬进旧厂房", "夜市从桥头搬进了旧厂房，摊主们不再怕雨，顾客也有了坐下来吃一碗面的地方，灯亮到十一点。"),
)


def pages(count: int) -> list[str]:
    return [
        f"今日白鹭洲要闻速览\n{title}\n\n{body}\n\n白鹭洲新闻客户端第{number}屏\n"
        for number, (title, body) in enumerate(BODIES[:count])
    ]


def take(root: Path, texts: list[str]) -> list[str]:
    sources = []
    for number, text in enumerate(texts):
        source = root / f"{number}.txt"
        source.write_text(text, encoding="utf-8")
        sources.append(source)
    result = ingest(root, sources, paper="jing", date="2021-09-01", tell=silence)
    assert not result.problems
    folder = root / "content/jing/2021/2021-09-01"
    headlines = []
    for path in sorted(folder.glob("*.md")):
        article, _ = read_article(path.read_text("utf-8"), path.name)
        assert article is not None
        headlines.append(" ".join((article.column, article.kicker, *article.headline)).strip())
    return headlines


def test_lines_of_three_texts_are_furniture(tmp_path: Path) -> None:
    assert take(tmp_path, pages(3)) == [title for title, _ in BODIES]

    furniture = (tmp_path / "content/jing/2021/2021-09-01/issue.yaml").read_text("utf-8")
    assert furniture.count("今日白鹭洲要闻速览") == 3
    assert "白鹭洲新闻客户端第2屏" in furniture


def test_lines_of_two_texts_are_not(tmp_path: Path) -> None:
    assert all("今日白鹭洲要闻速览" in headline for headline in take(tmp_path, pages(2)))

"""Telling an article's own text from headlines and page furniture."""

from app.extraction.blocks import Block, BlockRole


def find_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Cut a text into lines and tell what each is for. Blank lines give no block; blocks stand in order."""
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            begin = start + line.index(words)
            blocks.append(Block(begin, begin + len(words), BlockRole.BODY))
        start += len(line)
    return tuple(blocks)

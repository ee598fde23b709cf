"""Usage: python -m tools.new_block NAME, where NAME is the type of the new node: a word like timeline or key_facts."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[2]
#: What is made of each template beside this file.
FILES = {
    "block.txt": "guide_pages/blocks/{}.py",
    "node.txt": "guide_pages/document/nodes/{}.py",
    "template.txt": "templates/guide_pages/blocks/{}.html",
    "test.txt": "tests/guide_pages/blocks/test_{}.py",
}
#: Where the block is registered: in each file a line follows the last one that matches.
LINES = {
    "guide_pages/blocks/section.py": {
        r"from \.\w+ import \w+Block": "from .$name import ${Name}Block",
        r"    \w+ = \w+Block\(group=.*": '    $name = ${Name}Block(group=_("Words"))',
    },
    "guide_pages/document/registry.py": {
        r"from \.nodes\.\w+ import \w+Node": "from .nodes.$name import ${Name}Node",
        r"in_section\.register\(\w+\)": "in_section.register(${Name}Node)",
    },
}


def refusal(name: str) -> str:
    """Why no block can be begun under this name; empty if one can."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or keyword.iskeyword(name):
        return f"“{name}” is no name for a block: write a word of small letters, or some with underscores: key_facts."
    paths = [*(path.format(name) for path in FILES.values()), f"templates/faq_blocks/blocks/{name}.html"]
    there = [path for path in paths if (ROOT / path).exists()]
    return f"The name “{name}” is taken: {there[0]} is there." if there else ""


def begin(name: str) -> list[str]:
    """Write and register a block that works, and whose test says what is missing. Return the paths of its files."""
    words = name.replace("_", " ")
    names = {
        "name": name,
        "Name": words.title().replace(" ", ""),
        "Words": words.capitalize(),
        "css": name.replace("_", "-"),
    }
    registered = {path: _with_lines((ROOT / path).read_text(), lines, names) for path, lines in LINES.items()}
    made = {path.format(name): _filled(Path(__file__).with_name(file), names) for file, path in FILES.items()}
    for path, text in (made | registered).items():
        (ROOT / path).write_text(text, encoding="utf-8")
    python = [path for path in made | registered if path.endswith(".py")]
    for command in (["check", "--quiet", "--select=I", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *python], cwd=ROOT, check=True)
    return list(made)


def _filled(template: Path, names: dict[str, str]) -> str:
    return Template(template.read_text(encoding="utf-8")).substitute(names)


def _with_lines(text: str, lines: dict[str, str], names: dict[str, str]) -> str:
    for pattern, line in lines.items():
        *_, last = re.finditer(f"^{pattern}$", text, re.MULTILINE)
        text = f"{text[: last.end()]}\n{Template(line).substitute(names)}{text[last.end() :]}"
    return text


def main(arguments: list[str]) -> int:
    """Return the exit code: 1 with a sentence if the name cannot be used."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    (name,) = arguments
    if sentence := refusal(name):
        print(sentence, file=sys.stderr)
        return 1
    print(*begin(name), sep="\n")
    print(f"Registered in {' and '.join(LINES)}.")
    print(f'Its test says what to write: make test ARGS="{FILES["test.txt"].format(name)}"')
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

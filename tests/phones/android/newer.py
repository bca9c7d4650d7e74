"""newer.py TSV DECLARATIONS: compares the members in newer.tsv with the declarations of Android's newest API."""

import re
import sys

ROWS, API = (open(path, encoding="utf-8").read() for path in sys.argv[1:3])
FIRST = 21  # What was there before has no level.


def block(text, opening):
    """What is indented below each line that begins with `opening`."""
    inside = re.findall(rf"^(\t*){opening}\b[^\n]*\{{\n(.*?)^\1\}}", text, re.MULTILINE | re.DOTALL)
    if not inside:
        sys.exit(f"newer.tsv: Android has no {opening}")
    return "".join(lines for _, lines in inside)


def members(name):
    """The text of the class: "android/app/Notification$Builder" is in a module "Notification" of "android.app"."""
    *modules, last = re.split(r"[/$]", name)
    text = API
    for module in modules:
        text = block(text, rf"(?:declare|export) module {module}")
    return block(text, rf"export (?:abstract )?class {last}")


def check(level, name, member, kind):
    text = members(name)
    word = "constructor" if member == "<init>" else re.escape(member)
    kind, _, value = kind.partition("=")
    found = re.findall(rf"(?:/\*\* @since (\d+) \*/\s*)?public (?:static )?{word}\b([^;]*);", text)
    if not found:
        return "is not there"
    since = [int(level or FIRST) for level, _ in found]
    if "(" not in kind:
        wanted = f'"{value}"' if kind != "I" else value
        if all(rest.strip(" :") != wanted for _, rest in found):
            return f"is not {wanted}"
    else:
        arguments = len(re.findall(r"\[*(?:L[^;]+;|[ZBCSIJFD])", kind[1 : kind.index(")")]))
        counts = [rest.count(":") - (word != "constructor") for _, rest in found]
        if arguments not in counts:
            return f"takes {counts} arguments"
        since = [since[at] for at, count in enumerate(counts) if count == arguments]
    if min(since) > int(level):
        return f"is there since {min(since)}"
    return None


faults = 0
rows = [line.split("\t") for line in ROWS.splitlines() if not line.startswith("#")]
for row in rows:
    fault = check(*row)
    if fault:
        faults += 1
        print(f"newer.tsv: {row[1]} {row[2]} {fault}")
print(f"{len(rows)} newer members, {faults} faults")
sys.exit(faults > 0)

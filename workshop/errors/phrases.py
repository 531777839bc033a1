"""Words that lack quotation marks, and verbs that lack a full stop or brackets."""

import keyword
import re
from collections.abc import Collection, Iterator

from workshop.errors.asked import asks_for_number
from workshop.errors.digits import WORDS
from workshop.errors.equals import DAY
from workshop.messages import tr
from workshop.number_words import WORDS as NUMBERS
from workshop.number_words import to_key

# Verbs of Python that stand before what they work on.
VERBS = {"len", "sum", "min", "max", "abs", "round", "sorted", "set", "list", "print"}
SIGNS = {"plus": "+", "minus": "-", "times": "*", "divided": "/", "puta": "*"}
SIGNS |= {"podeljeno": "/", "podijeljeno": "/", "pomnoženo": "*", "herë": "*"}
SIGNS |= {"pjesëtuar": "/", "pati": "*", "podeleno": "/"}
SIGN_WORDS = re.compile(
    rf"(?<=[\w)\]] )({'|'.join(SIGNS)})(?: (?:by|sa|s|me|so))?(?= [\w(])"
)
# Words that join two conditions, and the sign that does it in a column.
JOINS = dict.fromkeys(("i", "dhe", "edhe", "и"), "&")
JOINS |= dict.fromkeys(("ili", "ose", "или"), "|")
JOINED = re.compile(rf"(?<=[\w)\]] )({'|'.join(JOINS)})(?= [\w(~])")
# answer_0_2 = six rows
COUNTED = re.compile(r"(\s*answer_\w+\s*=\s*)([^\W\d_]+)(?: [^\W\d_]+){1,3}\s*")
# The value of a word between curly brackets: "title": Some words,
ENTRY = re.compile(rf"(.*[\"']\s*:\s*)({WORDS})(\s*,?\s*(?:#.*)?|\s*[,}}].*)")


def look_at_words(line: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Look for words that lack quotation marks, and for a verb without brackets."""
    text = tr("Words stand in quotation marks; without them Python looks for names.")
    things = {name for name in known if not keyword.iskeyword(name)}
    yield (
        tr("After a verb stand round brackets, and between them what it works on."),
        re.sub(r"(?<=\w)\s*(\"[^\"]*\"|'[^']*')(?=\s*$)", r"(\1)", line),
    )
    yield (
        tr("Between a thing and its verb stands a full stop."),
        re.sub(
            r"\b([^\W\d]\w*) ([^\W\d]\w*)\(",
            lambda found: (
                found[0].replace(" ", ".") if found[1] in things else found[0]
            ),
            line,
        ),
    )
    yield (
        tr("After a verb stand round brackets, and between them what it works on."),
        re.sub(
            r"\b([^\W\d]\w*) ([^\W\d]\w*)(?=\s*$|\s*[-+*/<>=)#])",
            lambda found: (
                f"{found[1]}({found[2]})"
                if found[1] in VERBS and found[2] in things
                else found[0]
            ),
            line,
        ),
    )
    yield (
        tr("A full stop stands before a verb, and round brackets after it."),
        re.sub(
            r"(?<=[\])])\s*\.?(mean|sum|count|nunique|max|min|median)\s*$",
            r".\1()",
            line,
        ),
    )
    yield (
        tr("This name is written with `_` between its words."),
        re.sub(
            r"\b([^\W\d]\w*) ([^\W\d]\w*)\b",
            lambda found: join_known(found, things),
            line,
        ),
    )
    figures = COUNTED.fullmatch(line)
    count = NUMBERS.get(to_key(figures[2])) if figures else None
    if figures and count is not None and asks_for_number(line):
        yield (
            tr("A number is written in figures here, and no word stands beside it."),
            f"{figures[1]}{count}",
        )
    yield (
        tr("Between two numbers stands a sign, not a word."),
        SIGN_WORDS.sub(lambda found: SIGNS[found[1].split()[0]], line),
    )
    yield (
        tr("Between two conditions stands `&` for “and”, `|` for “or”."),
        JOINED.sub(
            lambda found: found[0] if found[1] not in JOINS else JOINS[found[1]], line
        )
        if re.search(r"\[[^\[\]\"]+ \w+ |[<>=]=|\) \w+ \(", line)
        else line,
    )
    yield (
        tr("After a verb stand round brackets, and between them what it works on."),
        re.sub(
            r"\b([^\W\d]\w*) (?:of|from) ([^\W\d]\w*)",
            lambda found: f"{found[1]}({found[2]})" if found[1] in VERBS else found[0],
            line,
        ),
    )
    call = re.fullmatch(r"(\s*)([^\W\d]\w*) ([\"'].*|[^\W\d]\w*,.*)", line)
    if call and call[2] in things:
        yield (
            tr("After a verb stand round brackets, and between them what it works on."),
            f"{call[1]}{call[2]}({call[3]})",
        )
    yield (
        tr("A number has its word and an equals sign before it."),
        re.sub(
            r"(Timedelta\()(\d+) (?:days?|dana?|ditë|dite|дана|дена)\b",
            r"\1days=\2",
            line,
        ),
    )
    yield (
        tr("A length of time is added to a date."),
        re.sub(
            rf"(\d+) {DAY}\b",
            r"pd.Timedelta(days=\1)",
            line,
        ),
    )
    choice = re.search(r"(?<=[(,])\s*([^\W\d]\w*) (True|False)(?=\s*[,)])", line)
    if choice:
        yield (
            tr("An equals sign stands between a word and its value."),
            line.replace(f"{choice[1]} {choice[2]}", f"{choice[1]}={choice[2]}"),
        )
    amount = re.fullmatch(r"(.*[\"']\s*:\s*\d+) [^\W\d]+\.?(\s*,?\s*(?:#.*)?)", line)
    if amount:
        yield (
            tr("A number stands alone, without a word beside it."),
            f"{amount[1]}{amount[2]}",
        )
    other = re.fullmatch(r"(.*?[\"']\s*:\s*)([^\"'{}\[\]#]+?)(,?\s*(?:#.*)?)", line)
    if other and re.search(r"[;:/]", other[2]):
        yield text, f'{other[1]}"{other[2]}"{other[3]}'
    entry = ENTRY.fullmatch(line)
    if entry and entry[2].split()[0] not in known:
        yield text, f'{entry[1]}"{entry[2]}"{entry[3]}'
    number = re.fullmatch(r"(\s*\w+) ([\d.]+)\s*", line)
    if number and number[1].strip() in known:
        yield (
            tr("After a verb stand round brackets, and between them what it works on."),
            f"{number[1]}({number[2]})",
        )
    value = re.fullmatch(rf"(.*\w\s*=\s*)({WORDS})(\s*[,)].*)", line)
    if value and value[2].split()[0] not in known:
        yield text, f'{value[1]}"{value[2]}"{value[3]}'
    verb = re.fullmatch(r"(\s*[^\W\d]\w*\s*=\s*)?([^\W\d]\w*) ([^\W\d]\w*)\s*", line)
    if verb and verb[3] in VERBS - {"print"} and verb[2] in things - VERBS:
        yield (
            tr("A full stop stands before a verb, and round brackets after it."),
            f"{verb[1] or ''}{verb[2]}.{verb[3]}()",
        )
    if verb and verb[2] in known and verb[3] in known:
        yield (
            tr("After a verb stand round brackets, and between them what it works on."),
            f"{verb[1] or ''}{verb[2]}({verb[3]})",
        )
    words = re.fullmatch(
        r"(\s*[^\W\d]\w*\s*=\s*)([^\W\d_][^\d\"'=()\[\]{}#]*?)\s*(#.*)?", line
    )
    # What computes, or holds a name of the notebook, is no text.
    parts = re.findall(r"[^\W\d]\w*", words[2]) if words else []
    computes = words and re.search(r"[-+*/<>]", words[2])
    is_text = words and not computes and not things & {*parts}
    is_text = is_text and not asks_for_number(line)
    if words and is_text and not words[2].isidentifier():
        yield text, f'{words[1]}"{words[2]}"'
    inside = re.fullmatch(r"(\s*\w+\()([^\"'()=,]+ [^\"'()=,]+)(\).*)", line)
    first = re.search(r"\w+", inside[2]) if inside else None
    if inside and first and first[0] not in known:
        yield text, f'{inside[1]}"{inside[2]}"{inside[3]}'
    small = re.match(
        r"\s*(If|Else|Elif|For|While|Def|Import|From|Return|Print)\b", line
    )
    if small:
        yield (
            tr("Capital letters count: Python writes `{word}`.", word=small[1].lower()),
            line.replace(small[1], small[1].lower(), 1),
        )


def join_known(found: re.Match, things: Collection[str]) -> str:
    """Join two words with ``_`` where that is a name of the notebook."""
    name = f"{found[1]}_{found[2]}"
    return name if name in things else found[0]

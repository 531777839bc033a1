"""Functions of a spreadsheet, in English and in the words of the region."""

import ast
import keyword
import re
from typing import Any

from workshop.assigning import list_names
from workshop.errors.equals import CELLS, SHEET, say_sheet
from workshop.errors.known import is_known
from workshop.errors.proposals import is_sound
from workshop.errors.stop import Stop
from workshop.messages import tr

# What a function is called, in capitals: a verb behind a column first.
VERBS = {
    "SUM": "sum", "AVERAGE": "mean", "MEAN": "mean", "MEDIAN": "median",
    "MAX": "max", "MIN": "min", "COUNT": "count", "COUNTA": "count",
    "UNIQUE": "unique", "SORT": "sort_values",
}  # fmt: skip
WORDS = {
    "AVERAGE": "PROSEK PROSJEK ПРОСЕК ПРОСЈЕК MESATARJA MESATARE AVG MITTELWERT",
    "SUM": "ZBIR ZBROJ SUMA SHUMA ЗБИР СУМА SUMME",
    "MEDIAN": "MEDIJAN MEDIJANA MEDIANA МЕДИЈАНА",
    "MAX": "MAKS MAKSIMUM MAXIMUM МАКС МАКСИМУМ",
    "MIN": "MINIMUM МИН МИНИМУМ",
    "COUNT": "ANZAHL COUNTNUMBERS",
    "IF": "AKO NËSE NESE АКО WENN",
    "ROUND": "ZAOKRUŽI ZAOKRUZI ЗАОКРУЖИ RRUMBULLAKOS RUNDEN",
    "SORT": "SORTIRAJ СОРТИРАЈ RENDIT SORTIERE",
    "COUNTIF": "ZÄHLENWENN COUNTIFS",
    "SUMIF": "SUMMEWENN SUMIFS",
    "AVERAGEIF": "AVERAGEIFS",
    "VLOOKUP": "XLOOKUP HLOOKUP LOOKUP SVERWEIS",
    "DATE": "DATUM DATA ДАТУМ",
    "FILTER": "FILTRIRAJ ФИЛТРИРАЈ FILTRO",
}
CALLED = {word: name for name, words in WORDS.items() for word in words.split()}
PATTERNS = {name: f'table["column"].{verb}()' for name, verb in VERBS.items()} | {
    "ROUND": "round(number, 2)",
    "COUNTIF": '(table["column"] > 5).sum()',
    "SUMIF": 'table[table["column"] > 5]["other_column"].sum()',
    "AVERAGEIF": 'table[table["column"] > 5]["other_column"].mean()',
    "COUNTBLANK": 'table["column"].isna().sum()',
    "FILTER": 'table[table["column"] > 5]',
    "VLOOKUP": 'table[table["column"] == "word"]',
}
CALL = re.compile(r"(?<![\w.\"'])([^\W\d]\w*)\s*\(")
# ">0" · "<>yes" · "yes"
CONDITION = re.compile(r"(<>|[<>]=?|=)?\s*(.*)")
SIGNS = {"": "==", "=": "==", "<>": "!="}


def explain_sheet(stop: Stop) -> str:
    """Say how a function of a spreadsheet is written here; "" if the line has none."""
    line = stop.line
    if not isinstance(stop.error, SyntaxError | NameError) or CELLS.search(line):
        return ""
    if re.match(r"\s*\w*\s*=\s*=", line) and SHEET.search(line):
        return ""
    inner = reversed([*CALL.finditer(blank_texts(line))])
    for found in inner:
        name = found[1]
        function = find_function(name)
        given = split_values(line, found.end())
        if function and is_doubled(name, given, stop):
            return tr(
                "What the verb works on stands before it, and its brackets stay empty: "
                "`{line}`.",
                line=f"{given[0]}.{name}()",
            )
        begins = re.match(r"\s*=[^=]", line) and not is_known(name, stop)
        if not function or (is_plain_verb(name, stop) and not begins):
            continue
        return say_function(name, function, given, stop)
    return ""


def say_unknown_verb(stop: Stop) -> str:
    """Say which verb of a line that cannot be read is not known, "" if all are."""
    for found in CALL.finditer(blank_texts(stop.line)):
        made = list_names(stop.code)
        is_word = keyword.iskeyword(found[1]) or found[1] in made
        if not is_word and not is_known(found[1], stop):
            return tr(
                "Python knows no verb `{name}`. Which verb this exercise needs stands "
                "in its text; after it follow round brackets.",
                name=found[1],
            )
    return ""


def blank_texts(line: str) -> str:
    """Put spaces for what stands in quotation marks and behind ``#``."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|#.*", lambda one: " " * len(one[0]), line)


def find_function(name: str) -> str:
    """Find the English name of a function, "" if it is none of a spreadsheet."""
    high = name.upper()
    function = CALLED.get(high, high)
    return function if function in PATTERNS or function in ("IF", "DATE") else ""


def is_plain_verb(name: str, stop: Stop) -> bool:
    """Tell whether a name is known, or a verb with its own reply: ``median(x)``."""
    import pandas as pd

    if is_known(name, stop):
        return True
    if name.lower() in ("sum", "max", "min", "round") and ";" not in stop.line:
        return True  # Python has the verb itself: only the letters are small
    return name.islower() and callable(getattr(pd.Series, name, None))


def is_doubled(name: str, given: list[str], stop: Stop) -> bool:
    """Tell whether a verb of Python is given a column and more: ``max(people; 5)``."""
    is_verb = name in ("sum", "max", "min") and ";" in stop.line
    return is_verb and len(given) > 1 and is_column(given[0], stop)


def split_values(line: str, start: int) -> list[str]:
    """Split what stands between the brackets that open before ``start``.

    With a semicolon between two values, a comma belongs to a number.
    """
    bare, depth, places, end = blank_texts(line), 0, [], len(line)
    for place in range(start, len(bare)):
        if bare[place] in ")]}" and depth == 0:
            end = place
            break
        depth += (bare[place] in "([{") - (bare[place] in ")]}")
        if bare[place] in ";," and depth == 0:
            places.append(place)
    if any(bare[place] == ";" for place in places):
        places = [place for place in places if bare[place] == ";"]
    edges = zip([start, *(place + 1 for place in places)], [*places, end], strict=True)
    return [line[one:other].strip() for one, other in edges]


def say_function(name: str, function: str, given: list[str], stop: Stop) -> str:
    """Say how a function is written here, with what was given to it if that fits."""
    if function == "IF":
        return tr(
            "Python knows no verb `{name}`. A comparison such as `people > 5` gives "
            "`True` or `False` by itself. An answer that is a letter or a word stands "
            "alone, in quotation marks.",
            name=name,
        )
    code = write_function(function, given, stop)
    is_sure = bool(code) and is_sound(code, stop)
    begins = re.match(r"\s*=[^=]", stop.line)  # =AVERAGE(people)
    if begins:
        value = code if is_sure and re.search(r"\)\s*$", stop.line) else ""
        return say_sheet(f"= {value}" if value else stop.line)
    if is_sure:
        return tr(
            "Python knows no verb `{name}`. Here it is written in this way: `{code}`.",
            name=name,
            code=code,
        )
    if function == "DATE":
        return ""
    return tr(
        "Python knows no verb `{name}`. Here it is written in this way, with the names "
        "of your own table and column: `{code}`.",
        name=name,
        code=PATTERNS[function],
    )


def write_function(function: str, given: list[str], stop: Stop) -> str:
    """Write a function as it is written here, "" where that is not plain."""
    first = given[0]
    if function == "DATE":
        numbers = [one for one in given if one.isdecimal()]
        if len(given) != 3 or len(numbers) != 3:
            return ""
        year, month, day = map(int, numbers)
        return f'pd.Timestamp("{year}-{month:02}-{day:02}")'
    if function == "ROUND" and len(given) == 2 and given[1].isdecimal():
        return f"round({first}, {given[1]})"
    if function == "FILTER" and len(given) == 2:
        return write_filter(first, given[1], stop)
    if not is_column(first, stop):
        return ""
    if function in VERBS and len(given) == 1:
        return f"{first}.{VERBS[function]}()"
    if function == "COUNTBLANK" and len(given) == 1:
        return f"{first}.isna().sum()"
    condition = write_condition(given[1]) if len(given) > 1 else ""
    if function == "COUNTIF" and condition and len(given) == 2:
        return f"({first} {condition}).sum()"
    verb = {"SUMIF": "sum", "AVERAGEIF": "mean"}.get(function)
    if verb and condition and len(given) <= 3 and is_column(given[-1], stop):
        return f"{given[-1]}[{first} {condition}].{verb}()"
    if verb and condition and len(given) == 2:
        return f"{first}[{first} {condition}].{verb}()"
    return ""


def write_condition(given: str) -> str:
    """Write a condition such as ``">0"`` behind a column, "" if it is none."""
    text = given.strip("\"'")
    found = CONDITION.fullmatch(text)
    if not found or not found[2] or re.search(r"[*?&\"']", text):
        return ""
    sign = SIGNS.get(found[1] or "", found[1])
    value = found[2].replace(",", ".")
    if re.fullmatch(r"-?\d+(?:\.\d+)?", value):
        return f"{sign} {value}"
    return f'{sign} "{found[2]}"' if given[:1] in "\"'" else ""


def write_filter(table: str, condition: str, stop: Stop) -> str:
    """Write ``FILTER(work; year>=2020)`` with the column in its brackets."""
    held = stop.held.get(table)
    found = re.fullmatch(
        r"(\w+)\s*(>=|<=|==|=|<>|<|>)\s*([\d.]+|\"[^\"]*\")", condition
    )
    if not found or found[1] not in getattr(held, "columns", ()):
        return ""
    sign = SIGNS.get(found[2], found[2])
    return f'{table}[{table}["{found[1]}"] {sign} {found[3]}]'


def is_column(text: str, stop: Stop) -> bool:
    """Tell whether a text of code is a column that the notebook holds."""
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return False
    thing: Any = None
    if isinstance(node, ast.Name):
        # No line of a cell that cannot be read has run.
        made = rf"^{re.escape(node.id)} *= *(\w+\[[\"'][^\"']*[\"']\])\s*(?:#.*)?$"
        above = re.search(made, stop.code, re.MULTILINE)
        if above:
            return is_column(above[1], stop)
        thing = stop.get(node)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        table = stop.get(node.value)
        is_there = node.slice.value in getattr(table, "columns", ())
        thing = table[node.slice.value] if is_there else None  # type: ignore[index]
    return hasattr(thing, "sort_values") and not hasattr(thing, "columns")

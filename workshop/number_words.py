"""Numbers, yes and no in words: English and the languages of the region.

Every word stands here once, in plain Latin letters without marks; ``to_key`` brings
what somebody writes into that form, also from Cyrillic.
"""

import re
import unicodedata

# Cyrillic letters of Serbian, Montenegrin, Bosnian and Macedonian, by their sound.
CYRILLIC = dict(zip("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc", strict=True))
CYRILLIC |= {"ж": "z", "ч": "c", "ш": "s", "ћ": "c", "ѕ": "dz", "џ": "dz"}
CYRILLIC |= {"ђ": "dj", "ѓ": "gj", "ќ": "kj", "љ": "lj", "њ": "nj", "ј": "j"}
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "zero nje dy tre kater pese gjashte shtate tete nente dhjete njembedhjete "
    "dymbedhjete trembedhjete katermbedhjete pesembedhjete gjashtembedhjete "
    "shtatembedhjete tetembedhjete nentembedhjete njezet",
    "nula jedan dva tri cetiri pet sest sedam osam devet deset jedanaest dvanaest "
    "trinaest cetrnaest petnaest sesnaest sedamnaest osamnaest devetnaest dvadeset",
    "nula eden dva tri cetiri pet sest sedum osum devet deset edinaeset dvanaeset "
    "trinaeset cetirinaeset petnaeset sesnaeset sedumnaeset osumnaeset devetnaeset "
    "dvaeset",
)
TENS = (
    "thirty forty fifty sixty seventy eighty ninety",
    "tridhjete dyzet pesedhjete gjashtedhjete shtatedhjete tetedhjete nentedhjete",
    "trideset cetrdeset pedeset sezdeset sedamdeset osamdeset devedeset",
    "trieset cetirieset pedeset seeset sedumdeset osumdeset devedeset",
)
# Other forms of the same words, and what stands beside them.
FORMS = dict.fromkeys(("nijedan", "nijedna", "nijedno", "asnje", "asnjera"), 0)
FORMS |= {"niedna": 0, "nieden": 0, "niedno": 0}
FORMS |= dict.fromkeys(("first", "jedna", "jedno", "edna", "edno", "para", "pare"), 1)
FORMS |= dict.fromkeys(("prva", "prvi", "prvo", "prvata", "prviot"), 1)
FORMS |= dict.fromkeys(("second", "dve", "dvije", "druga", "drugi", "vtora", "dyte"), 2)
FORMS |= {"third": 3, "treca": 3, "treci": 3, "treta": 3, "trete": 3, "fourth": 4}
FORMS |= dict.fromkeys(("none", "nobody", "nothing", "nista", "asgje", "nisto"), 0)
FORMS |= dict.fromkeys(("prvom", "prvoj", "prve", "prvu", "prvog", "prviot"), 1)
FORMS |= dict.fromkeys(("drugom", "drugoj", "drugu", "drugog"), 2)
FORMS |= dict.fromkeys(("trecem", "trecoj", "trecu", "treceg"), 3)
FORMS |= dict.fromkeys(("twice", "double", "dvaput", "dvapati", "dyfish"), 2)
FORMS |= {"thrice": 3, "dvostruko": 2, "trostruko": 3, "dvojno": 2, "trojno": 3}
FORMS |= {"edinaest": 11, "dvanaest": 12, "fourty": 40}
TIMES = (
    dict.fromkeys(("hundred", "qind", "njeqind", "sto", "stotina", "stotinu"), 100)
    | dict.fromkeys(("thousand", "mije", "hiljada", "hiljadu", "iljada", "tisuca"), 1e3)
    | dict.fromkeys(("iljadi", "hiljade", "tisuce", "tisucu"), 1e3)
    | dict.fromkeys(("million", "millions", "mil", "mio", "milion", "miliona"), 1e6)
    | dict.fromkeys(("milioni", "milione", "milijun", "milijuna"), 1e6)
)
PARTS = (
    dict.fromkeys(("half", "gjysma", "gjysme", "pola", "polovina", "polovica"), 1 / 2)
    | dict.fromkeys(("a third", "one third", "trecina", "tretina"), 1 / 3)
    | dict.fromkeys(("nje e treta", "nje te treten", "edna tretina"), 1 / 3)
    | {"two thirds": 2 / 3, "dve trecine": 2 / 3, "dvije trecine": 2 / 3}
    | dict.fromkeys(("quarter", "cetvrtina", "cetvrtinka"), 1 / 4)
)
PER_CENT = {"percent", "percents", "perqind", "posto", "procent", "procenat"}
PER_CENT |= {"procenata", "procenti", "postotak", "prosent", "perqindje", "%"}
PER_CENT |= {"otsto"}
MINUS = {"minus", "negative"}
POINTS = {"point", "comma", "zarez", "tacka", "tocka", "cela", "celih", "zapirka"}
POINTS |= {"presje", "pike"}
JOINERS = {"and", "e", "i", "a", "an", "of"}

# What says "not one of them" where a choice is asked for.
NONE = {"none", "none of them", "nijedan", "nijedna", "nijedno", "asnje", "asnjera"}
# What decides for nothing.
DOUBT = {"depends", "it depends", "unsure", "not sure", "dont know", "i dont know"}
DOUBT |= {"maybe", "perhaps", "possibly", "partly", "zavisi", "mozda", "ne znam"}
DOUBT |= {"nisam siguran", "nisam sigurna", "delimicno", "djelomicno", "varet"}
DOUBT |= {"ndoshta", "nuk e di", "zavisit", "mozebi", "delumno", "yes and no", "?"}
DOUBT |= {"da i ne", "po dhe jo", "sometimes", "ponekad", "hard to say", "unclear"}
# What says "every one": no number, where the question asks how many there are.
ALL = {"all", "every", "everyone", "everything", "both", "sve", "svi", "sva", "svih"}
ALL |= {"site", "se", "oba", "obe", "obje", "dvete", "gjitha", "gjithe"}

YES = {"yes", "y", "true", "da", "tacno", "tocno", "istina", "istinito", "ispravno"}
YES |= {"po", "vertete", "e vertete", "sakte", "e sakte", "vistina", "vistinito"}
YES |= {"paid", "placeno", "isplaceno", "paguar"}
YES |= {"correct", "right", "jeste", "it is true", "tacno je", "tocno je"}
NO = {"no", "n", "false", "ne", "netacno", "netocno", "neistina", "neistinito"}
NO |= {"jo", "pavertete", "e pavertete", "pasakte", "e pasakte", "nevistina", "gabim"}
NO |= {"not true", "incorrect", "wrong", "pogresno", "nije", "nije tacno", "nije tocno"}
NO |= {"not paid", "unpaid", "nije placeno", "neisplaceno", "nuk paguhet"}
NO |= {"nije istina", "nuk eshte e vertete", "ne e tocno", "neispravno", "not"}


def collect_units() -> dict[str, float]:
    """Return every word for a number from zero to ninety with its value."""
    words: dict[str, float] = dict(FORMS)
    for line in UNITS:
        words |= {word: value for value, word in enumerate(line.split())}
    for line in TENS:
        words |= {word: 10 * tens for tens, word in enumerate(line.split(), 3)}
    return words


def to_latin(text: str) -> str:
    """Write a text of small letters in Latin letters without marks."""
    plain = "".join(CYRILLIC.get(letter, letter) for letter in text)
    parts = unicodedata.normalize("NFD", plain.replace("đ", "dj"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def to_key(text: str) -> str:
    """Bring a text into the form of these lists: ``Шест`` → ``sest``."""
    return " ".join(to_latin(text.casefold()).strip(" .!?'\"“”„").split())


def says_all(text: str) -> bool:
    """Tell whether a text begins with a word such as all, and holds no number."""
    words = to_key(re.sub(r"[^\w\s]", " ", text)).split()
    start = words[1:2] if words[:1] == ["te"] else words[:1]
    return bool(ALL & {*start}) and not re.search(r"\d", text)


def says_doubt(text: str) -> bool:
    """Tell whether a text decides for nothing, such as "it depends"."""
    return to_key(re.sub(r"[^\w\s?]", "", text)) in DOUBT


WORDS = collect_units()

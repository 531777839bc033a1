"""A second letter that stands beside the one that somebody chooses."""

# What puts a second choice beside the first, and what says that it is none.
ADDED = {"but", "also", "too", "maybe", "perhaps", "ali", "takođe", "također"}
ADDED |= {"možda", "mozda", "por", "edhe", "ndoshta", "али", "можда", "исто", "можеби"}
DENIED = {
    "not",
    "no",
    "because",
    "since",
    "t",
    "nije",
    "ne",
    "jer",
    "jo",
    "nuk",
    "sepse",
}
DENIED |= {"не", "није", "јер", "бидејќи", "зато", "never", "without", "only"}


def adds_letter(words: list[str], named: list[str]) -> bool:
    """Tell whether a text names a second choice beside the first: "c, but a too".

    Not where it says why one is none: "c, because a is not enough". An ``a`` before
    another word may be the article.
    """
    rest = words[1:]
    others = [place for place, word in enumerate(rest) if word in {*named[1:]}]
    follows = [(rest[place + 1 :] or ["too"])[0] for place in others]
    letters = [rest[place] != "a" for place in others]
    is_choice = any(
        sure or word in ADDED for sure, word in zip(letters, follows, strict=True)
    )
    return is_choice and bool(ADDED & {*rest}) and not DENIED & {*rest}

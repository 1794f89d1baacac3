"""Words that turn what is said: left out or put in, they change the meaning of the words around them."""

_NEGATIONS = frozenset(
    ["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "cannot", "hardly", "barely"]
).union(["scarcely"])
_CONDITIONS = frozenset(
    ["if", "unless", "until", "till", "whether", "lest", "provided", "except", "without", "suppose", "once", "when"]
).union({"only"})
_REPORTS = frozenset(
    ["say", "says", "said", "claim", "claims", "claimed", "think", "thinks", "thought", "believe", "believes"]
).union(
    ["believed", "told", "deny", "denies", "denied", "doubt", "doubts", "doubted", "false", "lie", "lies", "lied"],
    ["untrue", "wrong", "pretend", "pretends", "pretended", "hope", "hopes", "wish", "wishes", "alleged", "than"],
    ["rumour", "rumours", "rumor", "rumors", "allege", "alleges", "accused", "accuse", "accuses"],
)
# A finite verb that is common, or its subject: where one of them stands there is a clause.
_OF_CLAUSES = frozenset(
    ["is", "are", "was", "were", "am", "will", "would", "can", "could", "may", "might", "must", "shall", "should"]
).union(
    ["has", "have", "had", "do", "does", "did", "i", "you", "he", "she", "it", "we", "they", "there"],
    ["everyone", "everybody", "someone", "somebody", "anyone", "anybody", "who", "which", "that", "whose", "where"],
    ["because", "since", "although", "though", "whereas", "while", "whenever", "after", "before", "but", "yet", "so"],
    ["only", "than", "barring", "pending", "instead", "rather", "as"],
)
_NUMBER_WORDS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen"]
).union(
    ["fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty"],
    ["seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen", "half"],
    ["hundreds", "thousands", "millions", "billions", "dozens", "double", "twice"],
)
_CLITICS = ("'ll", "'re", "'ve", "'d", "'m")


def is_number(form: str) -> bool:
    """Tell whether a word is a number, in digits or written out."""
    return form in _NUMBER_WORDS or any(character.isdigit() for character in form)


def is_negation(form: str) -> bool:
    """Tell whether a word denies ("not", "never", "don't")."""
    return form in _NEGATIONS or form.endswith("n't") or form in {"dont", "wont", "cant", "didnt", "isnt"}


def is_condition(form: str) -> bool:
    """Tell whether a word makes what follows hold only in some case."""
    return form in _CONDITIONS


def is_report(form: str) -> bool:
    """Tell whether a word makes what follows somebody's saying, or weighs it against something."""
    return form in _REPORTS


def is_turning(form: str) -> bool:
    """Tell whether a word denies or makes a condition."""
    return is_negation(form) or is_condition(form)


def marks_a_clause(form: str) -> bool:
    """Tell whether a word shows that a clause, or something that limits one, stands where it stands."""
    return form in _OF_CLAUSES or is_turning(form) or form.endswith(_CLITICS)

"""The words that tell what sort of answer a question wants."""

import re

from app.facts.figure import UnitKind
from app.facts.quote import Stance

AUXILIARIES = frozenset(
    ["did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "will", "would", "can", "could", "should"]
)
WHO = frozenset(["who", "whom", "whose", "anyone", "anybody", "somebody", "someone", "which"])

_SPEECH_VERBS: dict[Stance, str] = {
    Stance.ASSERTS: (
        "say says said saying state states stated claim claims claimed tell tells told announce announces announced"
        " report reports reported write writes wrote written declare declares declared comment commented describe"
        " described mention mentioned explain explained add added note noted argue argued assert asserted insist"
        " insisted emphasize emphasized emphasise emphasised stress stressed call called quoted quote respond responded"
        " accuse accuses accused allege alleges alleged reveal reveals revealed disclose discloses disclosed maintain"
        " maintains maintained contend contends contended remark remarked reply replied suggest suggests suggested"
        " criticise criticised criticize criticized condemn condemns condemned"
    ),
    Stance.DENIES: "deny denies denied denying reject rejects rejected dismiss dismisses dismissed refute refuted",
    Stance.CONFIRMS: (
        "confirm confirms confirmed confirming acknowledge acknowledges acknowledged admit admits admitted concede"
        " concedes conceded"
    ),
    Stance.DOUBTS: "doubt doubts doubted question questions questioned",
    Stance.BELIEVES: (
        "believe believes believed think thinks thought estimate estimates estimated assess assesses assessed suspect"
        " suspects suspected reckon reckons reckoned"
    ),
    Stance.PREDICTS: (
        "predict predicts predicted warn warns warned forecast forecasts expect expects expected threaten"
        " threatens threatened"
    ),
    Stance.WANTS: "want wants wanted demand demands demanded urge urges urged request requests requested call",
    Stance.PROMISES: "promise promises promised pledge pledges pledged vow vows vowed",
    Stance.ASKS: "ask asks asked",
}
STANCE_OF_VERB = {verb: stance for stance, verbs in reversed(_SPEECH_VERBS.items()) for verb in verbs.split()}
STANCE_OF_NOUN = {
    "denial": Stance.DENIES,
    "denials": Stance.DENIES,
    "warning": Stance.PREDICTS,
    "warnings": Stance.PREDICTS,
    "promise": Stance.PROMISES,
    "promises": Stance.PROMISES,
    "pledge": Stance.PROMISES,
    "pledges": Stance.PROMISES,
    "prediction": Stance.PREDICTS,
    "predictions": Stance.PREDICTS,
    "confirmation": Stance.CONFIRMS,
    "admission": Stance.CONFIRMS,
    "acknowledgement": Stance.CONFIRMS,
}
# Only these say what was done with the content so plainly that nothing else answers.
DECISIVE_STANCES = frozenset({Stance.DENIES, Stance.CONFIRMS})
# "Who warned …" asks for those who did, not for everyone who spoke of it.
STANCES_ASKED_FOR = DECISIVE_STANCES | {Stance.PREDICTS, Stance.PROMISES, Stance.WANTS}

QUANTITY = re.compile(
    r"\b(?P<percentage>(?:what|which) (?:percentage|percent|share|proportion|fraction)(?: of)?)"
    r"|\b(?P<number>(?:what|which) (?:is |was |are |were )?(?:the )?(?:total |exact |estimated )?"
    r"(?:number|count|toll|size)s?\b(?: of)?)"
    r"|\b(?P<sum>what (?:sum|amount)(?: of money)?)"
    r"|\b(?P<toll>what (?:is|was|are|were) the (?=(?:[\w'-]+ ){1,4}(?:number|count|toll|total)s?\b))"
    r"|\b(?P<size>what (?:calib(?:er|re)|length|height|width|depth|distance|range)\b)"
    r"|\b(?P<weight>what (?:weight|tonnage)\b)"
    r"|\b(?P<cost>how much (?:money|did .{1,40} (?:cost|pay|earn|spend)|does .{1,40} cost|is .{1,60} worth))"
    r"|\b(?P<many>how many)|\b(?P<much>how much)"
    r"|\b(?P<long>how (?:long|old))|\b(?P<far>how (?:far|tall|high|deep|wide))|\b(?P<heavy>how (?:heavy))"
    r"|\b(?P<fast>how fast)|\b(?P<hot>how (?:hot|cold|warm))|\b(?P<large>how (?:big|large))"
    r"|^(?P<keyword>(?:the )?numbers? of)",
    re.IGNORECASE,
)
UNIT_KINDS_OF_QUANTITY: dict[str, tuple[UnitKind, ...]] = {
    "percentage": (UnitKind.RATIO,),
    "cost": (UnitKind.MONEY,),
    "sum": (UnitKind.MONEY,),
    "many": (UnitKind.COUNT,),
    "number": (UnitKind.COUNT,),
    "toll": (UnitKind.COUNT,),
    "size": (UnitKind.LENGTH,),
    "weight": (UnitKind.MASS,),
    "keyword": (UnitKind.COUNT,),
    "long": (UnitKind.DURATION, UnitKind.LENGTH),
    "far": (UnitKind.LENGTH,),
    "heavy": (UnitKind.MASS,),
    "fast": (UnitKind.SPEED,),
    "hot": (UnitKind.TEMPERATURE,),
}
UNIT_KINDS_OF_NOUN: dict[str, tuple[UnitKind, ...]] = {
    **dict.fromkeys(
        ["year", "month", "week", "day", "hour", "minute", "second", "decad", "centuri"], (UnitKind.DURATION,)
    ),
    **dict.fromkeys(["dollar", "euro", "won", "yen", "rubl", "roubl", "money", "cost", "price"], (UnitKind.MONEY,)),
    **dict.fromkeys(["rupe", "peso", "yuan", "franc", "hryvnia", "cent", "penc"], (UnitKind.MONEY,)),
    "pound": (UnitKind.MONEY, UnitKind.MASS),
    **dict.fromkeys(["kilometr", "kilomet", "mile", "metr", "meter", "feet", "foot", "inch"], (UnitKind.LENGTH,)),
    **dict.fromkeys(["centimetr", "centimet", "millimetr", "millimet", "yard"], (UnitKind.LENGTH,)),
    **dict.fromkeys(["hectar", "acr", "squar"], (UnitKind.AREA,)),
    **dict.fromkeys(["litr", "liter", "gallon", "barrel", "cubic"], (UnitKind.VOLUME,)),
    **dict.fromkeys(["ton", "tonn", "kilogram", "kilo", "gram", "ounc"], (UnitKind.MASS,)),
    **dict.fromkeys(["watt", "kilowatt", "megawatt", "gigawatt"], (UnitKind.POWER, UnitKind.ENERGY)),
    **dict.fromkeys(["percent", "percentag"], (UnitKind.RATIO,)),
}
# What these stand before is measured otherwise: "square kilometres".
DIMENSIONS = frozenset({"squar", "cubic"})
MONEY_WORDS = frozenset(
    ["money", "cost", "price", "worth", "pay", "paid", "earn", "spend", "spent", "gain", "profit", "budget", "wage"]
)

"""Words that tell what sort of source a name or a description stands for."""

PRONOUNS_MALE = frozenset({"he", "him", "his", "himself"})
PRONOUNS_FEMALE = frozenset({"she", "her", "hers", "herself"})
PRONOUNS_THING = frozenset({"it", "its", "itself"})
PRONOUNS_MANY = frozenset({"they", "them", "their", "themselves"})
PRONOUNS_SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "you", "your", "myself"})
PRONOUNS_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = (PRONOUNS_MALE | PRONOUNS_FEMALE | PRONOUNS_THING | PRONOUNS_MANY | PRONOUNS_SPEAKER | PRONOUNS_RELATIVE) | {
    "this",
    "these",
    "those",
    "one",
    "someone",
    "anyone",
    "everyone",
    "nobody",
    "somebody",
    "there",
    "what",
}

MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "sen\u0303or", "monsieur"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "lady", "queen", "princess", "dame", "madame"})

HONORIFICS = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        ["dr", "prof", "professor", "president", "chairman", "chairwoman", "chair", "chairperson", "minister", "secretary", "senator", "sen", "rep", "representative", "congressman", "congresswoman", "gov", "governor", "mayor", "councillor", "councilman", "councilwoman", "judge", "justice", "general", "gen", "colonel", "col", "major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "admiral", "adm", "commander", "cmdr", "officer", "inspector", "detective", "sheriff", "constable", "superintendent", "prosecutor", "attorney", "lawyer", "chancellor", "premier", "prime", "pope", "cardinal", "bishop", "archbishop", "reverend", "rev", "father", "sister", "brother", "rabbi", "imam", "sheikh", "ayatollah", "emperor", "emir", "crown", "ambassador", "envoy", "comrade", "marshal", "chief", "deputy", "vice", "director", "commissioner", "spokesman", "spokeswoman", "spokesperson", "candidate", "nominee", "leader", "coach", "manager", "striker", "goalkeeper", "midfielder", "defender", "captain", "editor", "author", "writer", "actor", "actress", "singer", "economist", "analyst", "strategist", "researcher", "scientist", "historian", "author", "first", "lady", "former", "acting", "then-president", "ex-president", "head", "teacher", "beekeeper", "farmer", "foreign", "defence", "defense", "interior", "finance", "transport", "health", "justice", "education", "environment", "speaker", "whip", "majority", "minority", "host", "anchor", "correspondent", "reporter", "journalist", "columnist", "adviser", "advisor", "aide", "counsel", "witness", "resident", "neighbour", "neighbor", "chairman-elect", "owner", "founder", "ceo", "cfo", "executive"]
    )
)

PERSON_NOUNS = HONORIFICS - frozenset(
    {"foreign", "defence", "defense", "interior", "finance", "transport", "health"}
) - {
    "former",
    "acting",
    "first",
    "justice",
    "education",
    "environment",
    "vice",
    "crown",
    "prime",
    "majority",
    "minority",
} | frozenset(
    ["man", "woman", "boy", "girl", "mother", "father", "son", "daughter", "student", "pupil", "doctor", "nurse", "patient", "victim", "suspect", "defendant", "plaintiff", "accountant", "expert", "scholar", "fellow", "activist", "campaigner", "volunteer", "worker", "employee", "engineer", "soldier", "pilot", "driver", "docker", "fisherman", "villager", "supporter", "voter", "opponent", "critic", "rival", "politician", "lawmaker", "legislator", "diplomat", "official", "insider", "source", "person", "mogul", "billionaire", "businessman", "businesswoman", "entrepreneur", "investor", "broker", "trader", "banker", "developer", "consultant", "pollster", "operative", "tycoon", "player", "striker", "veteran", "survivor", "widow", "wife", "husband", "brother", "sister", "friend", "colleague", "partner", "newcomer", "republican", "democrat", "conservative", "frontrunner", "front-runner", "contender", "incumbent", "hopeful", "keeper", "interpreter", "translator", "poet", "artist", "musician", "director", "head", "boss", "-year-old", "old"]
)

BODY_NOUNS = frozenset(
    ["government", "ministry", "department", "agency", "administration", "commission", "committee", "council", "court", "parliament", "congress", "senate", "army", "navy", "military", "police", "force", "staff", "command", "bureau", "office", "authority", "board", "bank", "company", "firm", "corporation", "group", "union", "federation", "association", "organisation", "organization", "institute", "institution", "university", "college", "school", "foundation", "charity", "church", "party", "campaign", "team", "club", "league", "network", "alliance", "coalition", "assembly", "cabinet", "embassy", "regime", "state", "nation", "country", "city", "county", "town", "district", "tribunal", "service", "inspectorate", "regulator", "watchdog", "headquarters", "presidency", "chamber", "house", "maker", "producer", "operator", "airline", "carrier", "manufacturer", "insurer", "retailer", "museum", "hospital", "laboratory", "studio", "trust", "fund", "treasury", "secretariat", "junta", "mission", "delegation", "society", "conference", "superPAC", "pac", "side", "kremlin", "pentagon"]
)

STATE_NOUNS = frozenset(
    ["government", "ministry", "department", "army", "navy", "military", "police", "force", "command", "parliament", "congress", "senate", "cabinet", "embassy", "regime", "state", "nation", "country", "court", "tribunal", "presidency", "treasury", "junta", "kremlin", "pentagon", "intelligence", "assembly", "council", "commission", "prosecutor", "administration", "defence", "defense", "chiefs", "forces", "authorities", "authority", "governorate", "guard", "county", "city", "secretariat", "staff", "bureau", "inspectorate", "customs"]
)

NOT_STATE_WORDS = frozenset({"united", "world", "european", "nato", "african", "international", "central-european"})

OUTLET_NOUNS = frozenset(
    ["newspaper", "daily", "weekly", "magazine", "tabloid", "broadcaster", "network", "station", "channel", "outlet", "newswire", "website", "blog", "paper", "press", "media", "radio", "television", "podcast", "journal", "programme", "show"]
)

OUTLET_LAST_WORDS = frozenset(
    ["times", "post", "journal", "herald", "tribune", "gazette", "daily", "sinmun", "ilbo", "shimbun", "telegraph", "observer", "chronicle", "news", "tv", "television", "radio", "magazine", "weekly", "press", "globe", "mail", "mirror", "express", "independent", "courier", "examiner", "dispatch", "inquirer", "bulletin", "sentinel", "review"]
)

OUTLETS = frozenset(
    ["reuters", "afp", "ap", "tass", "interfax", "xinhua", "kcna", "yonhap", "kyodo", "nhk", "bbc", "cnn", "nbc", "abc", "cbs", "msnbc", "npr", "pbs", "bloomberg", "politico", "axios", "dpa", "efe", "ansa", "guardian", "economist", "breitbart", "buzzfeed", "vox", "slate", "newsweek", "wired", "al-jazeera", "huffpost", "fox", "nikkei", "asahi", "yomiuri", "mainichi", "pravda", "izvestia", "kommersant", "le-monde", "der-spiegel", "spiegel", "forbes", "fortune"]
) | frozenset(
    {
        "agence france-presse",
        "associated press",
        "ria novosti",
        "al jazeera",
        "fox news",
        "news agency",
        "the hill",
        "le monde",
        "el pais",
        "der spiegel",
        "financial times",
        "state media",
        "huffington post",
        "usa today",
    }
)

DOCUMENT_NOUNS = frozenset(
    ["statement", "report", "study", "survey", "poll", "document", "letter", "memo", "email", "e-mail", "article", "editorial", "book", "memoir", "paper", "filing", "complaint", "lawsuit", "indictment", "affidavit", "release", "communique", "communiqué", "dispatch", "transcript", "analysis", "review", "post", "tweet", "message", "speech", "declaration", "announcement", "notice", "note", "brief", "research", "audit", "dossier", "text", "file", "log", "figures", "data", "statistics"]
)

GROUP_NOUNS = frozenset(
    ["people", "officials", "experts", "analysts", "critics", "supporters", "sources", "reports", "residents", "witnesses", "opponents", "observers", "media", "researchers", "scientists", "voters", "aides", "advisers", "lawmakers", "republicans", "democrats", "polls", "studies", "some", "many", "others", "rumours", "rumors", "authorities", "investors", "economists", "traders"]
)

ASIAN_FAMILY_NAMES = frozenset(
    ["kim", "lee", "park", "choi", "choe", "jeong", "jung", "chung", "cho", "kang", "yoon", "yun", "lim", "im", "jang", "chang", "han", "oh", "seo", "shin", "kwon", "hwang", "ahn", "song", "ryu", "ryoo", "yoo", "hong", "jeon", "ko", "moon", "son", "yang", "bae", "baek", "heo", "nam", "no", "roh", "ha", "kwak", "sung", "cha", "joo", "woo", "min", "paik", "pak", "ri", "rim", "xi", "li", "wang", "zhang", "liu", "chen", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo", "he", "gao", "lin", "luo", "zheng", "liang", "xie", "tang", "deng", "feng", "yu", "dong", "cai", "wen", "mao", "jiang", "hua", "nguyen", "tran", "le", "pham", "tsai"]
)

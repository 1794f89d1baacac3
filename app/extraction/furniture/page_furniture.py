"""Lines that belong to the page, not to the article: buttons, notices, menus, dates of publication, bylines."""

import re

from app.extraction.furniture.lines import Line

_MAX_CHARACTERS = 400
_MAX_SHORT_LINE = 120
_MAX_BAR_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")

_SHARING_WORD = re.compile(
    r"share|tweet|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|kakaotalk|instagram|youtube|"
    r"tiktok|bluesky|wechat|weibo|messenger|email|e-mail|mail|print|bookmark|flipboard|mastodon|tumblr|"
    r"viber"
)
_WORD_BESIDE_SHARING = re.compile(
    r"on|this|article|story|page|post|via|to|by|with|copy|link|url|line|x|threads|save|listen|comment|"
    r"comments|like|follow|us|sms|kakao|naver|band|pocket|more|icon|button|opens|in|new|window|click|and|"
    r"or|the|a|shares|likes|options|text|size|font"
)
_DATE_WORD = re.compile(
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|"
    r"apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|"
    r"tue|tues|wed|thu|thur|thurs|fri|sat|sun|am|pm|a\.m|p\.m"
)
_WORD_BESIDE_DATES = re.compile(
    r"published|updated|posted|last|first|modified|issued|created|edited|date|on|at|ago|hours|hour|minutes|"
    r"minute|days|day|min|mins|read|utc|gmt|kst|jst|est|edt|et|pt|pst|pdt|bst|cet|cest|ist|msk|z|t|th|st|"
    r"nd|rd|local|time|input|registered|sent|uploaded"
)

_WHOLE_LINES = re.compile(
    r"""
      advertisements? | ad | ads | (?:paid\ )?sponsored(?:\ content|\ by\ .{1,40})? | promoted(?:\ content)?
    | (?:advertisement\W+)?(?:(?:story|article)\ continues|continue\ reading|scroll\ down)\b.{0,40}
    | skip\ (?:to|navigation|ad)\b.{0,40} | (?:main\ )?menu | search | home | log\ ?in | sign\ (?:in|up|out)
    | register | subscribe(?:\ now)?
    | (?:back|return)\ to\ (?:top|home|.{0,12}page|.{0,12}list)
    | (?:next|previous|prev|older|newer)(?:\ (?:articles?|posts?|story|stories|page))?
    | (?:view|see|show|load|read|learn)\ (?:more|all|less)(?:\ .{1,20})? | read\ full\ (?:article|story)
    | click\ here\b.{0,60}
    | (?:toggle|expand|collapse)(?:\ .{1,25})?
    | (?:open|close)(?:\ (?:menu|navigation|search|gallery|image|window))? | loading\W* | share\ this\b.{0,30}
    | (?:view|open|see)?\ ?(?:the\ )?(?:full\ )?(?:photo|image|picture|video)?\ ?(?:gallery|slideshow)\ ?\d*
      (?:\ ?(?:total|photos?|images?))?
    | photo\ selection | (?:watch|play)(?:\ (?:the\ |this\ )?video)?(?:\ now)? | \d+\ (?:of|/)\ \d+ | \d+/\d+
    | (?:check\ out|browse|see|view)\ (?:the\ |our\ |all\ |more\ |best\ )*
      (?:photos?|pictures?|images?|videos?|galler(?:y|ies))\b.{0,30}
    | (?:photos?|images?|pictures?|video)(?:\ ?\d+)? | listen(?:\ to\ this\ (?:article|story))?(?:\W.{0,15})?
    | \(?\d+\ min(?:ute)?s?(?:\ read)?\)?
    | (?:cookie|privacy)\ (?:settings|policy|preferences|notice|statement)s?
    | terms\ (?:of|and)\ (?:use|service|conditions).{0,30}
    | (?:accept|reject|allow|decline|manage)(?:\ all)?(?:\ (?:cookies|consent|preferences|choices)).{0,20}
    | (?:about|contact)\ us | (?:follow|like|join)\ us(?:\ on\b.{0,60})? | our\ newsletters? | newsletters?
    | views?\W{0,3}[\d,.k]+ | [\d,.k]+\ (?:views?|shares?|likes?|reads?|comments?|replies)
    | (?:end|the\ end|ends|\W*-?30-?\W*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEGINNINGS = re.compile(
    r"""
      this\ (?:web)?site\ uses\ (?:akismet|cookies)\b
    | (?:we|our\ (?:web)?sites?|we\ and\ our\ partners|[\w.]+\.(?:com|org|net))\ uses?\ cookies\b
    | by\ (?:continuing|clicking|using|browsing|signing\ up|subscribing)\b[^.]{0,120}
      \b(?:cookies|(?:our|this)\ (?:terms|privacy|site|website|page)|you\ (?:agree|accept|consent))\b
    | (?:sign\ up|subscribe|register)\ (?:for|to|here|now|today|and\ get)\b[^.]{0,120}
      \b(?:newsletters?|inbox|updates|alerts|channel|briefing|e-?mail)\b
    | get\ (?:the|our|all)\b[^.]{0,80}\b(?:in|to)\ your\ inbox\b
    | (?:enter|submit)\ your\ e-?mail\b | your\ e-?mail\ address\ will\ not\ be
    | already\ a\ (?:subscriber|member)\b
    | download\ (?:our|the)\b[^.]{0,30}\bapp\b | follow\ (?:@|us\b|our\b|the\ author\b|him\ on\b|her\ on\b)
    | join\ our\ (?:telegram|whatsapp|channel|community|newsletter)\b
    | (?:tags?|topics?|keywords|filed\ under|categor(?:y|ies)|labels|more\ on|more\ about)\s?[:：]
    | (?:read|see|watch|also\ read|read\ also|also\ see|see\ also|read\ more|read\ next|related|recommended|more
      |don['’]t\ miss|must\ read)
      (?:\ (?:stor(?:y|ies)|articles?|videos?))?\s?[:：»>|]
    | (?:©|ⓒ|\(c\)\ ?(?:\d{4}|copyright|[^.]{0,60}\.?\ all\ rights)|&copy;)
    | copyright\ ?(?:©|ⓒ|\(c\)|by\b|\d{4}) | all\ rights\ reserved
    | unauthori[sz]ed\ (?:reproduction|redistribution|reprint)\b
    | no\ (?:reproduction|redistribution|reprint)\b[^.]{0,40}\b(?:without|allowed|permitted|permission)\b
    | (?:this\ (?:article|story|post|piece)\ (?:was\ |is\ |has\ been\ )?(?:originally|first)\ (?:published|appeared))
    | (?:e-?mail|contact|write\ to|reach)\b[^.]{0,60}\S+@\S+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EDITORIAL_CREDIT = re.compile(
    r"[(*]?(?:Additional |With )?(?:[Rr]eport(?:ing)?|[Ee]dit(?:ing|ed)|[Ww]rit(?:ing|ten)"
    r"|[Tt]ranslated|[Cc]ompiled|[Pp]roduced) by [A-Z]"
)
_PRINTED_TIME = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}:\d{2}|\b(?:ago|read)\b")
_BREADCRUMBS = re.compile(
    r"(?:[^»›>|/.]{1,40} [»›>] ){1,8}[^»›>|.]{1,60}|(?:home|top|main)(?: ?[»›>/|] ?[^»›>|/.]{1,60})+", re.IGNORECASE
)
_LINK_LIST_HEADING = re.compile(
    r"""
      (?:(?:more\ )?related|recommended|suggested|similar|other|latest|recent|popular|trending|more|top|featured
      |breaking)
      (?:\ (?:articles?|stor(?:y|ies)|news|posts?|contents?|topics?|coverage|links?|reading|videos?|headlines
      |from\ .{1,40}|for\ you|now))
    | most[\ -](?:read|popular|viewed|shared|commented|watched|recent) (?:\ .{1,25})?
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in) | recommended | trending | related | latest
    | editor['’]?s['’]?\ (?:picks?|choice) | (?:read|see)\ (?:also|next) | also\ read | up\ next
    | what\ to\ read\ next | further\ reading
    | more\ (?:on|about)\ this\ (?:story|topic|article|subject) | in\ case\ you\ missed\ it | don['’]t\ miss
    | photo\ selection
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"(?:file )?(?:photos?|images?|pictures?|photographs?|pics?|graphics?|illustrations?|videos?"
    r"|sources?|credits?|caption|사진|写真)"
    r"(?: ?(?:credits?|by|courtesy(?: of)?|source|taken by|illustration))?"
    r"\s?(?:[:：=.|/©]|(?<=by) |(?<=of) |(?<=credit) )",
    re.IGNORECASE,
)
_OFFICE = (
    r"(?:staff|senior|chief|deputy|managing|contributing|special|foreign|political|diplomatic|business|\w+ ?)?\W?"
    r"(?:reporter|correspondent|editor|editor-in-chief|columnist|journalist|"
    r"(?:staff|editorial|senior|feature|guest) writer|"
    r"contributor|news ?room|news desk|bureau chief|intern|photographer|guest author)s?"
)
_BYLINE = re.compile(
    r"(?:(?:written |words |story |posted |published |text )?by:? (?:[A-Z]|the [A-Z])|authors?: |reporter: ).{1,100}",
    re.IGNORECASE,
)
_CAPITALISED_BYLINE = re.compile(r"(?:By|BY|by) [A-Z]")
_NAME_AND_OFFICE = re.compile(
    rf"(?:[A-Z][\w.’'-]*[ ,]+){{1,4}}(?:\|\s*|[-–—/]\s*|,\s*)?(?:.{{0,80}}\b)?{_OFFICE}\b.{{0,60}}", re.IGNORECASE
)
_AUTHOR_NOTE = re.compile(
    rf"(?:The (?:author|writer) |(?:Dr\.? |Prof\.? )?[A-Z][\w’'.-]+(?: [A-Z][\w’'.()-]+){{1,4}} )"
    rf"(?:(?:is|was|has been) (?:.{{0,80}}\b{_OFFICE}\b|.{{0,60}}\b(?:fellow|author of)\b)"
    rf"|writes (?:about|on|for) |covers .{{1,80}} (?:for|at) )"
)


def is_page_furniture(line: Line) -> bool:
    """Tell whether a line is one of the page's own, whatever stands around it."""
    if line.is_blank_of_words:
        return True
    if len(line.words) > _MAX_CHARACTERS:
        return False
    words = line.without_bullet.strip()
    if _BEGINNINGS.match(words) or _is_editorial_credit(line):
        return True
    return not (line.ends_as_sentence and len(words) > _MAX_SHORT_LINE) and _is_short_furniture(line, words)


def _is_short_furniture(line: Line, words: str) -> bool:
    return (
        _WHOLE_LINES.fullmatch(words) is not None
        or heads_link_list(line)
        or _is_breadcrumb(line)
        or _is_credit(line)
        or _is_byline(line)
        or _is_sharing_bar(line)
        or _is_timestamp(line)
    )


def heads_link_list(line: Line) -> bool:
    """Tell whether a line heads a list of links to other articles."""
    words = line.without_bullet.rstrip(" :：»>")
    return len(words) <= 60 and _LINK_LIST_HEADING.fullmatch(words) is not None


def is_author_note(line: Line) -> bool:
    """Tell whether a line presents the author, as notes at the end of an article do."""
    return len(line.words) <= _MAX_CHARACTERS and _AUTHOR_NOTE.match(line.words.strip("* ")) is not None


def _is_sharing_bar(line: Line) -> bool:
    if line.word_count > _MAX_BAR_WORDS:
        return False
    words = [word.rstrip(".") for word in _WORD.findall(line.words.casefold())]
    if not any(_SHARING_WORD.fullmatch(word) for word in words):
        return False
    return all(_SHARING_WORD.fullmatch(word) or _WORD_BESIDE_SHARING.fullmatch(word) for word in words)


def _is_timestamp(line: Line) -> bool:
    if line.word_count > _MAX_BAR_WORDS or not any(character.isdigit() for character in line.words):
        return False
    words = [word.rstrip(".") for word in _WORD.findall(line.without_bullet.casefold())]
    if not all(_DATE_WORD.fullmatch(word) or _WORD_BESIDE_DATES.fullmatch(word) for word in words):
        return False
    return any(_DATE_WORD.fullmatch(word) for word in words) or _PRINTED_TIME.search(line.words) is not None


def _is_breadcrumb(line: Line) -> bool:
    return len(line.words) <= 250 and not line.ends_as_sentence and _BREADCRUMBS.fullmatch(line.words) is not None


def _is_credit(line: Line) -> bool:
    match = _CREDIT_LINE.match(line.without_bullet)
    if match is None:
        return False
    rest = line.without_bullet[match.end() :]
    return not (line.ends_as_sentence and len(rest.split()) >= 5)


def _is_editorial_credit(line: Line) -> bool:
    if _EDITORIAL_CREDIT.match(line.words) is None:
        return False
    return line.words.startswith("(") or not line.ends_as_sentence or ";" in line.words or line.is_in_title_case


def _is_byline(line: Line) -> bool:
    words = line.without_bullet
    if line.word_count > 16 or line.ends_as_sentence or line.stays_open:
        return False
    return bool(_BYLINE.fullmatch(words) and _CAPITALISED_BYLINE.search(words)) or (
        line.is_in_title_case and _NAME_AND_OFFICE.fullmatch(words) is not None
    )

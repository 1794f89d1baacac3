"""What copies of a text are looked for by: keys that they very likely share, and that other texts do not."""

from hashlib import blake2b
from threading import Thread
from zlib import crc32

from app.answers.shingles import shingle_text, shingles_of

# Locality-sensitive hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3): of two texts with
# a Jaccard similarity s, at least one of b bands of r rows agrees with probability 1 - (1 - s**r)**b. The keys of the
# whole text find a copy of which half is left (s = 0.5) in 98.6 of 100 cases and one that is edited (s = 0.7) always;
# texts that share but a tenth share a key in 3 of 100 cases. The keys of the opening find copies cut to a brief.
_ROWS = 3
_BANDS_OF_THE_TEXT = 32
_BANDS_OF_THE_OPENING = 12
_OPENING_WORDS = 100
# So that a book needs no more memory than an article.
_SHINGLES_AT_ONCE = 10_000


def keys_of_copies(text: str) -> tuple[int, ...]:
    """Up to 44 keys, signed integers of 64 bits; the same for the same words on every machine.

    None for a text without words. Copies share at least one with the probability told above; whoever shares one is
    still to be compared.
    """
    shingled = shingle_text(text)
    if not shingled.shingles:
        return ()
    opening = shingles_of(shingled.words[:_OPENING_WORDS])
    keys = [*_keys("text", shingled.shingles, _BANDS_OF_THE_TEXT), *_keys("opening", opening, _BANDS_OF_THE_OPENING)]
    return tuple(dict.fromkeys(keys))


def load_ahead() -> None:
    """Begin to load what `keys_of_copies` needs, which takes the better part of a second, without waiting for it."""
    Thread(target=keys_of_copies, args=("load ahead",), daemon=True).start()


def _keys(part: str, shingles: frozenset[str], bands: int) -> list[int]:
    values = _least_hashes(shingles, bands * _ROWS)
    length = 4 * _ROWS
    return [_key(f"{part} {band} ", values[band * length : (band + 1) * length]) for band in range(bands)]


def _least_hashes(shingles: frozenset[str], permutations: int) -> bytes:
    # It brings SciPy along, and only who records articles needs it.
    from datasketch import MinHash

    sketch = MinHash(permutations, seed=1, hashfunc=crc32, scheme="affine32")
    encoded = [shingle.encode() for shingle in shingles]
    for start in range(0, len(encoded), _SHINGLES_AT_ONCE):
        sketch.update_batch(encoded[start : start + _SHINGLES_AT_ONCE])
    values: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return values


def _key(name: str, values: bytes) -> int:
    return int.from_bytes(blake2b(name.encode() + values, digest_size=8).digest(), "big", signed=True)

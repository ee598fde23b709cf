"""A vocabulary and sentences that are the same on every machine, with words as frequent as in real prose."""

from __future__ import annotations

from itertools import accumulate
from random import Random

SEED = "guidepost"


def listed(words: str) -> list[str]:
    """Return the words one by one."""
    return words.split()


#: The commonest words of English, by rank: they are most of any text, and search engines leave them out.
FUNCTION_WORDS = listed(
    """
    the of and to in a is that for it as was with be by on not he his but at are this have from or had an they
    which one you were all her she there would their we him been has when who will more no if out so said what up
    its about into than them can only other new some could time these two may then do first any my now such like
    our over man me even most made after also did many before must through
    """
)

#: What a guide about health is made of, in no particular order.
SUBJECT_WORDS = listed(
    """
    sleep breath rest doctor nurse clinic visit question answer morning evening night meal water walk bicycle
    garden family friend neighbor child parent teacher season winter summer weather light window kitchen table
    letter notebook list plan step week month habit routine pain comfort balance strength muscle joint skin heart
    blood pressure temperature symptom remedy treatment medicine dose tablet label leaflet pharmacy appointment
    waiting record result sample measure scale study evidence trial review risk benefit choice decision advice
    support group phone message transport ticket budget insurance form signature hospital ward bed chair stairs
    shoe glove scarf towel soap mirror brush tooth voice hearing vision memory attention mood worry hope patience
    courage humor silence music story book picture color pattern signal change improve reduce increase continue
    begin finish compare notice describe explain prepare practice repeat remember forget allow avoid protect carry
    gentle steady sudden gradual common unusual mild severe early late regular local public private simple careful
    honest quiet warm cold fresh bitter sweet
    """
)

VOCABULARY = 60_000  # a long tail, as in real prose: most of the words that a corpus has are rare in it
FLATNESS, STEEPNESS = 2.7, 1.07  # Zipf's law as Mandelbrot corrected it

_ONSETS = listed("b br c cl d dr f fl g gl gr h j k l m n p pl pr r s sl sp st t th tr v w")
_VOWELS = listed("a e i o ai ea oa ou")
_CODAS = ["", "", "", "", "l", "m", "n", "r", "s", "x"]


def vocabulary() -> list[str]:
    """Return all words by rank, the commonest first."""
    words = dict.fromkeys([*FUNCTION_WORDS, *SUBJECT_WORDS])
    random = Random(SEED)
    while len(words) < VOCABULARY:
        syllables = (
            random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS)
            for _ in range(random.choice((2, 2, 3, 3, 4)))
        )
        words["".join(syllables)] = None
    return list(words)


_WORDS = vocabulary()
_WEIGHTS = list(accumulate(1 / (rank + FLATNESS) ** STEEPNESS for rank in range(1, len(_WORDS) + 1)))


def sentence(random: Random, shortest: int = 8, longest: int = 20) -> str:
    """Return one sentence."""
    words = random.choices(_WORDS, cum_weights=_WEIGHTS, k=random.randint(shortest, longest))
    return f"{' '.join(words).capitalize()}."


def sentences(random: Random, count: int) -> str:
    """Return so many sentences."""
    return " ".join(sentence(random) for _ in range(count))


def heading(random: Random) -> str:
    """Return a few words without a full stop."""
    return sentence(random, 3, 7).rstrip(".")


def queries() -> list[str]:
    """Return fifty searches of one and two words: common, middling and rare ones, all mixed."""
    random = Random(f"{SEED} queries")
    content = _WORDS[len(FUNCTION_WORDS) :]
    common, middling, rare = content[:150], content[800:4_000], content[9_000:40_000]
    kinds = [(common,), (middling,), (rare,), (common, middling), (middling, rare)]
    return [" ".join(random.choice(words) for words in kinds[n % len(kinds)]) for n in range(50)]

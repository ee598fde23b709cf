"""What words are found by: their stems, by the rules of their language, in passages and queries alike."""

from __future__ import annotations

from functools import lru_cache
from threading import local

import snowballstemmer

#: Snowball's names of languages, by what a locale begins with.
ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

_ENGLISH = """
a about after again all also am an and any are as at be because been before being between both but by can cannot could
did do does doing don down during each few for from further get gets give given go going got had has have having he
her here hers him his how i if in into is it its itself just know like m may me might more most must my myself no nor
not of off on once one only or other our out over own please possible re s same shall she should so some such t take
takes than that the their them then there these they this those through to too under until up very was we were what
when where whether which while who whom whose why will with without would you your yours
anybody anyone anything bad best better good happen happened happening happens lot lots make makes many much need
needs feel feeling feels find nobody normal ok okay old really say says somebody someone something tell tells there
theres thing things time want wants way year years
cant couldnt didnt doesnt dont hasnt havent isnt ive shouldnt wasnt wont wouldnt youre
"""
_SPANISH = """
a al algo alguna algunas alguno algunos ante antes asi aunque cada como con contra cual cuales cuando cuanta cuantas
cuanto cuantos de debe debo del desde despues donde dos doy durante e el ella ellas ellos en entre era es esa esas ese
eso esos esta estan estar estas este esto estos estoy fue ha hacer hace hago han hasta hay he la las le les lo los mas
me mi mis mucho muy ni no nos o os otra otras otro otros para pero poco por porque pueda puede pueden puedo que quien
quienes quiero se sea ser si sin sobre solo son su sus tal tambien tan te tener tengo ti tiene tienen todo todos tras
tu tus un una unas uno unos y ya yo
alguien bien bueno cosa cosas decir dice hace mal mejor necesito ocurre pasa pasan peor quiere saber sirve sirven
"""
#: Words that say little by themselves, as `folded` writes them: a query that has others is asked without these.
STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}

_stemmers = local()


def language_of(locale: str) -> str:
    """Return the language that a locale begins with: “pt” of “pt-br”."""
    return locale.partition("-")[0].lower()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself where its language has no rules."""
    if language in {"hi", "ru"} and word.isascii():
        language = "en"  # guides in Hindi and Russian have English words among theirs
    algorithm = ALGORITHMS.get(language)
    if algorithm is None or not word.isalpha():
        return word
    stemmer = getattr(_stemmers, algorithm, None)  # one a thread: it works on what it holds
    if stemmer is None:
        stemmer = snowballstemmer.stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    return str(stemmer.stemWord(word))


def is_stop_word(word: str, language: str) -> bool:
    """Return whether a folded word says little by itself in its language."""
    return word in STOP_WORDS.get(language, ())

"""ISO 639-1 and the three letters (639-2/T, 639-2/B) that Europass writes since 2020."""

TO_THREE = {
    "fr": "fra", "en": "eng", "es": "spa", "de": "deu", "it": "ita", "pt": "por", "nl": "nld", "ar": "ara", "ru": "rus",
    "pl": "pol", "ro": "ron", "tr": "tur", "zh": "zho", "ja": "jpn", "ko": "kor", "vi": "vie", "uk": "ukr", "bg": "bul",
    "cs": "ces", "sk": "slk", "hu": "hun", "el": "ell", "sv": "swe", "da": "dan", "no": "nor", "fi": "fin", "hr": "hrv",
    "sr": "srp", "sq": "sqi", "hy": "hye", "ka": "kat", "he": "heb", "fa": "fas", "ps": "pus", "ur": "urd", "hi": "hin",
    "bn": "ben", "ta": "tam", "th": "tha", "wo": "wol", "bm": "bam", "ff": "ful", "ln": "lin", "sw": "swa", "so": "som",
    "am": "amh", "ti": "tir", "mg": "mlg", "ha": "hau", "ku": "kur", "br": "bre", "eu": "eus", "co": "cos", "ca": "cat",
    "oc": "oci", "lt": "lit", "lv": "lav", "et": "est", "sl": "slv", "mk": "mkd", "ht": "hat", "lb": "ltz", "id": "ind",
    "az": "aze", "ga": "gle", "mt": "mlt", "is": "isl", "bs": "bos",
}  # fmt: skip
_FROM = {three: two for two, three in TO_THREE.items()} | {
    "fre": "fr", "ger": "de", "dut": "nl", "rum": "ro", "chi": "zh", "cze": "cs", "slo": "sk", "gre": "el", "alb": "sq",
    "arm": "hy", "geo": "ka", "per": "fa", "baq": "eu", "mac": "mk", "ice": "is",
}  # fmt: skip


def to_three(code: str) -> str:
    """Three letters where there are some, the code itself otherwise."""
    return TO_THREE.get(code, code)


def from_any(code: str) -> str:
    """Two letters of two or three, '' for what is neither."""
    lower = code.strip().lower()
    return lower if len(lower) == 2 and lower.isascii() and lower.isalpha() else _FROM.get(lower, "")

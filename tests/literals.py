"""Random values such as scripts are given, with all that quotes, ends lines, or is not to be seen."""

from __future__ import annotations

from hypothesis import strategies as st

from winstead.literal import SecretRef

_PIECES = [
    *"'\u2018\u2019\u201a\u201b\"\u201c\u201d\u201e`$(){}[]@#;,|&<>%~!-\u2013\u2014 \t\n\r\x00\x1a\x1b\x7f\x85\xa0",
    *"\xad\u200b\u202e\u2028\u2029\u2066\ufeff\ufffe\uffff\ud83d\ude00",
    *("\r\n", "@'\n", "\n'@", '@"\n', '\n"@', "<#", "#>", "--%", "--", "-5", "$(", "${", "${env:Path}", "$null", "``"),
    *(
        "_x0041_",
        "_x000A_",
        "]]>",
        "&amp;",
        "\U0001f468\u200d\U0001f469",
        "\U0001f600",
        "e\u0301",
        "İ",
        "ß",
        "\\",
        "%PATH%",
    ),
    *(
        "function Get-It {",
        "}",
        "\n}\n",
        "\n# SIG # Begin signature block\n",
        "exit",
        "{{ x }}",
        "{% x %}",
        "C:\\a b\\c.exe",
    ),
]


def texts() -> st.SearchStrategy[str]:
    """Text of traps and of any characters, lone surrogates too."""
    pieces = st.sampled_from(_PIECES) | st.text(st.characters(), max_size=4)
    return st.lists(pieces, max_size=5).map("".join)


def keys() -> st.SearchStrategy[str]:
    """Keys of tables: mostly words, such as are written without quotes and such as are not."""
    return st.sampled_from(["a", "path", "restart_on", "If", "class", "x1", "1x", "a-b", "", "@", "a b"]) | texts()


def _tables(children: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.lists(st.tuples(keys(), children), max_size=3, unique_by=lambda pair: pair[0].casefold()).map(dict)


def values() -> st.SearchStrategy[object]:
    """Everything that has a literal, lists and tables of it to some depth."""
    leaves = (
        texts()
        | st.none()
        | st.booleans()
        | st.integers(-(2**31), 2**31 - 1)
        | st.integers(-(2**63), 2**63 - 1)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.binary(max_size=8)
        | st.builds(SecretRef, texts())
    )
    return st.recursive(leaves, lambda children: st.lists(children, max_size=3) | _tables(children), max_leaves=6)

"""Canonical CSV: LF, a field quoted only where it must be, NULL nothing at all, the empty text quoted.

Python's own reader cannot tell NULL from the empty text, so this is ours.
"""


def parse(text):
    """Rows of `None` or text, the header first."""
    rows, row, field, quoted = [], [], None, False
    at = 0
    while at < len(text):
        letter = text[at]
        if quoted:
            if letter == '"' and text[at + 1 : at + 2] == '"':
                field += '"'
                at += 1
            elif letter == '"':
                quoted = False
            else:
                field += letter
        elif letter == '"' and field is None:
            field, quoted = "", True
        elif letter == ",":
            row.append(field)
            field = None
        elif letter == "\n":
            rows.append([*row, field])
            row, field = [], None
        else:
            field = (field or "") + letter
        at += 1
    if quoted or field is not None or row:
        raise ValueError("the last line has no end")
    return rows


def shown(row):
    """A row as one line."""
    return ",".join("" if field is None else written(field) for field in row)


def written(field):
    """A text as one field."""
    if field == "" or any(letter in field for letter in ',"\r\n'):
        return '"' + field.replace('"', '""') + '"'
    return field

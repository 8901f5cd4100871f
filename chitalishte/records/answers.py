"""Answers that are files: saved by people, read by programs and by pages of other sites."""


def for_all(response):
    """Let pages of other sites read an answer; nothing in it depends on who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def as_file(response, name, *, is_saved=True):
    """Give an answer the name of a file.

    is_saved  a browser saves it; otherwise it shows it, and this is its name when it is saved
    """
    disposition = "attachment" if is_saved else "inline"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return for_all(response)

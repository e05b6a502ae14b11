"""The subtitle of a speech, which stands in one line with its title or in the next."""

from convert.recognizers import shapes


def split_subtitle(title: str) -> tuple[str, str]:
    """A title in one line, and its subtitle if it has that of a speech: 乘势而上——在全市大会上的讲话."""
    at = title.find("——在", 1)
    if at < 0 or shapes.kind_of(title[at:]) != "讲话" or shapes.kind_of(title[:at]) == "讲话":
        return title, ""
    return title[:at], title[at:]

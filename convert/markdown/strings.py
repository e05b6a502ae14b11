"""YAML whose scalars are all strings, as PyYAML reads it."""

from typing import Any

import yaml

YAMLError = yaml.YAMLError


class _Strings(yaml.BaseLoader):
    """Knows no types and no aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def load(source: str) -> Any:
    """What *source* says; YAMLError where it is no YAML."""
    return yaml.load(source, Loader=_Strings)

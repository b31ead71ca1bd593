"""A folder."""

from __future__ import annotations

from winstead.resources import Resource
from winstead.types import WindowsPath


class Directory(Resource):
    """A folder, made with its parents; `absent` removes it with all that is in it."""

    name: WindowsPath

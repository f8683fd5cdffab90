"""How are static files served for a year, and small?"""

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Public pages load these only; compressing the whole admin would take most of a first start.
_PUBLIC = ("css/", "js/", "img/", "fonts/")


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names for everything, compressed twins for what public pages load."""

    manifest_strict = False

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (name, compressed name) for the public files."""
        yield from super().compress_files([path for path in paths if path.startswith(_PUBLIC)])

#!/usr/bin/env python3
"""Fetch the site's two typefaces and their licenses into guide_pages/static/guide_pages/fonts/.

The fonts are served from here, so that a page makes no request to anybody else. Versions
are pinned with the registry's SHA-512: a package whose bytes differ is refused.
Run it only to move to another version; what it writes is committed.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).resolve().parent.parent / "guide_pages" / "static" / "guide_pages" / "fonts"


class Package(NamedTuple):
    """A typeface on npm, at one version, and the files of it that the site uses."""

    name: str
    version: str
    integrity: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "source-serif-4",
        "5.3.1",
        "sha512-4Rtay22SC4lMvw11r/+9kxANB6P3M0X8s1NudBC2v0J1KU2y3DcMoNcT3lBoZ/CqLirzf+StlO6UlJilyrvaUg==",
        ("source-serif-4-latin-wght-normal.woff2", "source-serif-4-latin-wght-italic.woff2"),
    ),
    Package(
        "atkinson-hyperlegible-next",
        "5.3.0",
        "sha512-UnLzNUy1RWoLDfydAatP4NaRm99X/WbQEph7q/PymJnCFIOOwKOx3pBmp5ys8trO0dM+CKGuJgeZP9fAR4mQpA==",
        ("atkinson-hyperlegible-next-latin-wght-normal.woff2",),
    ),
)


def main() -> int:
    """Write the fonts and licenses; return a process exit status."""
    FONTS.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            tarball = download(package, Path(folder))
            if integrity(tarball) != package.integrity:
                print(f"{package.name} {package.version}: not the bytes that were pinned", file=sys.stderr)
                return 1
            unpack(package, tarball)
    return 0


def download(package: Package, folder: Path) -> Path:
    """Return the package's tarball, fetched by npm from the registry it is configured for."""
    specification = f"@fontsource-variable/{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), specification]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tgz"))


def integrity(tarball: Path) -> str:
    """Return the file's Subresource Integrity string, as npm writes it in a lock file."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()


def unpack(package: Package, tarball: Path) -> None:
    """Copy the fonts that are used, and the license they come under."""
    members = {f"package/files/{file}": file for file in package.files}
    members["package/LICENSE"] = f"{package.name}.LICENSE.txt"
    with tarfile.open(tarball) as archive:
        for member, name in members.items():
            stream = archive.extractfile(member)
            if stream is None:
                raise FileNotFoundError(member)
            (FONTS / name).write_bytes(stream.read())
            print(FONTS / name)


if __name__ == "__main__":
    sys.exit(main())

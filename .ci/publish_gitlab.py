"""Makes a release on GitLab of the files in a folder: `python3 .ci/publish_gitlab.py FOLDER`, in a job of a tag.

The files go into the project's package registry, and each has an address below the release that stays:
…/-/releases/<tag>/downloads/<file>. It runs where nothing is installed, and so on the standard library alone.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def send(method: str, address: str, data: bytes, kind: str) -> None:
    """Send something to GitLab as the job that this is.

    Raises:
        SystemExit: GitLab refuses it.
    """
    headers = {"JOB-TOKEN": os.environ["CI_JOB_TOKEN"], "Content-Type": kind}
    try:
        with urlopen(Request(address, data, headers, method=method)) as reply:
            reply.read()
    except HTTPError as error:
        sys.exit(f"{method} {address}: {error.code} {error.read().decode(errors='replace')}")


def publish(folder: Path, project: str, tag: str) -> None:
    """Send all files of a folder, and make the release that they belong to.

    Args:
        project: the address of the project's interface for programs.
    """
    version = tag.removeprefix("v")
    packages = f"{project}/packages/generic/release/{version}"
    paths = sorted(folder.iterdir())
    for path in paths:
        send("PUT", f"{packages}/{path.name}", path.read_bytes(), "application/octet-stream")
    links = [
        {"name": path.name, "url": f"{packages}/{path.name}", "direct_asset_path": f"/{path.name}"} for path in paths
    ]
    notes = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("RELEASE-NOTES.*.md")))
    release = {"tag_name": tag, "name": version, "description": notes or version, "assets": {"links": links}}
    send("POST", f"{project}/releases", json.dumps(release).encode(), "application/json")


if __name__ == "__main__":
    place = f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}"
    publish(Path(sys.argv[1]), place, os.environ["CI_COMMIT_TAG"])

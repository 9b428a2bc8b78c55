"""What a wheel carries beside press/: as press/beside/, what lies at the top of a checkout and a build needs.

It requires every library in the version of the lock: with another one, lines could break elsewhere.
"""

import re
from pathlib import Path

from setuptools import find_packages, setup

BESIDE = "press.beside"  # press/project.py looks for it


def pins(lock: str) -> list[str]:
    """What a lock names, in its versions."""
    return re.findall(r"(?m)^[\w.-]+==[^\s\\]+(?: *;[^\\\n]+)?", Path(lock).read_text("utf-8"))


LIBRARIES = pins("requirements.txt")
setup(
    packages=[*find_packages(include=["press", "press.*"]), BESIDE],
    package_dir={BESIDE: "."},
    package_data={
        "press": ["profiles/*", "setup/*.lock", "formulas/*.mjs"],
        BESIDE: [
            "package*.json",
            "requirements.txt",
            "requirements-cluster.txt",
            "dodo.py",
            "templates/**/*",
            "translations/*/ui.po*",
        ],
    },
    install_requires=LIBRARIES,
    extras_require={"cluster": [pin for pin in pins("requirements-cluster.txt") if pin not in LIBRARIES]},
)

"""Refreshes from a host with Python's tuf, and downloads from it what is named.

    client.py URL ROOT FOLDER [TARGET...]

Trusted metadata is kept in FOLDER/metadata, and downloads in FOLDER/targets. When tuf refuses, the name of its
exception is printed, and the exit code is 1.
"""

import pathlib
import sys

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater

url, root, folder, *targets = sys.argv[1:]
kept = pathlib.Path(folder)
for name in ("metadata", "targets"):
    (kept / name).mkdir(parents=True, exist_ok=True)
try:
    updater = Updater(
        metadata_dir=str(kept / "metadata"),
        metadata_base_url=url + "metadata/",
        target_dir=str(kept / "targets"),
        target_base_url=url + "targets/",
        bootstrap=pathlib.Path(root).read_bytes(),
    )
    updater.refresh()
    for target in targets:
        info = updater.get_targetinfo(target)
        if info is None:
            sys.exit(f"{target} is not listed")
        updater.download_target(info)
except (DownloadError, RepositoryError) as error:
    print(type(error).__name__)
    sys.exit(1)

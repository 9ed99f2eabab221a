"""The packaged program's first step: it gives back the environment that its start has changed.

What it starts itself (a viewer of pictures, a mail program, a browser, a player of sounds) must meet the system's
libraries and not ours. Ours are found all the same: the loader read the variable when the process began.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
